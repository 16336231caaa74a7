package banyan.launcher.http;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

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

    private final AtomicReference<State> state = new AtomicReference<>(new State(Stage.IDLE, System.nanoTime()));
    private final Turn turn = new Turn();
    private int searched;
    private int unread;

    Turn turn() {
        return turn;
    }

    /** Whoever has been answered for the last time stays so. */
    void is(Stage stage) {
        searched = 0;
        var next = new State(stage, System.nanoTime());
        state.updateAndGet(before -> before.stage() == Stage.REFUSED ? before : next);
    }

    /** Returns whether it was at this stage, and so is refused now: of two threads that decide, one wins. */
    boolean isRefused(Stage at) {
        var refused = new State(Stage.REFUSED, System.nanoTime());
        return state.getAndUpdate(before -> before.stage() == at ? refused : before)
                        .stage()
                == at;
    }

    Stage stage() {
        return state().stage();
    }

    /** How many octets have been searched for the end of the headers before, so that each is looked at once. */
    int searched(int now) {
        int before = searched;
        searched = now;
        return before;
    }

    /**
     * Counts the time at its stage anew if the other side has read something. For the one thread that looks at the clock.
     *
     * @param now octets that the other side has not read yet
     */
    void unread(int now) {
        var before = state();
        if (now != unread) {
            unread = now;
            state.compareAndSet(before, new State(before.stage(), System.nanoTime()));
        }
    }

    /** Whether it has been at this stage for longer than this. */
    boolean isAt(Stage stage, Duration longerThan) {
        var now = state();
        return now.stage() == stage && System.nanoTime() - now.since() > longerThan.toNanos();
    }

    private State state() {
        return Objects.requireNonNull(state.get());
    }
}
