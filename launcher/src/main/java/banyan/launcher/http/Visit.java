package banyan.launcher.http;

import java.time.Duration;

/** What one connection is doing, and since when. Written by the thread that has its turn on the connection. */
final class Visit {
    enum Stage {
        /** Between requests. */
        IDLE,
        /** The first octet of a request is here, but not yet enough of it to answer. */
        HEADERS,
        /** Being answered. */
        REQUEST,
        /** Answered for the last time; what still arrives is dropped. */
        REFUSED
    }

    private record State(Stage stage, long since) {}

    private volatile State state = new State(Stage.IDLE, System.nanoTime());
    private int searched;

    void is(Stage stage) {
        searched = 0;
        state = new State(stage, System.nanoTime());
    }

    Stage stage() {
        return state.stage();
    }

    /** How many octets have been searched for the end of the headers before, so that each is looked at once. */
    int searched(int now) {
        int before = searched;
        searched = now;
        return before;
    }

    /** Whether it has been at this stage for longer than this. */
    boolean isAt(Stage stage, Duration longerThan) {
        var now = state;
        return now.stage() == stage && System.nanoTime() - now.since() > longerThan.toNanos();
    }
}
