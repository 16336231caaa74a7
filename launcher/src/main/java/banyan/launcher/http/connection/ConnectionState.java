package banyan.launcher.http.connection;

import java.time.Duration;
import java.util.Comparator;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** What one connection is doing, and since when. Written by the thread that has its turn on the connection. */
public final class ConnectionState {
    public enum Stage {
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

    /** The earlier one first, of times in {@link System#nanoTime()}. */
    static final Comparator<Long> BY_TIME = (one, other) -> Long.compare(one - other, 0);

    private final String client;
    private final AtomicReference<State> state = new AtomicReference<>(new State(Stage.IDLE, System.nanoTime()));
    private final ReadPermit turn = new ReadPermit();
    private final AtomicLong taken = new AtomicLong();
    private long takenBefore;
    private volatile long lastRead = System.nanoTime();
    private int searched;

    /**
     * @param client the network of the other side
     */
    ConnectionState(String client) {
        this.client = client;
    }

    public String client() {
        return client;
    }

    ReadPermit turn() {
        return turn;
    }

    /** When its stage began, in {@link System#nanoTime()}. */
    long since() {
        return state().since();
    }

    /** Whoever has been answered for the last time stays so. */
    public void is(Stage stage) {
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

    /** Hears that the client has read, or the kernel has taken for it, so many bytes of responses. */
    void taken(long bytes) {
        taken.addAndGet(bytes);
    }

    /** When the client was last seen to have read something, or to have nothing to read. */
    long lastRead() {
        return lastRead;
    }

    /**
     * Whether the client has read nothing for longer than this, although there is something. For the one thread that looks
     * at the clock.
     */
    boolean isStalled(boolean isUnread, Duration longerThan) {
        long now = System.nanoTime();
        long takenNow = taken.get();
        if (!isUnread || takenNow != takenBefore) {
            takenBefore = takenNow;
            lastRead = now;
        }
        return now - lastRead > longerThan.toNanos();
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
