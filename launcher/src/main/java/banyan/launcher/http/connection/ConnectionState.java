package banyan.launcher.http.connection;

import java.time.Duration;
import java.util.Comparator;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** The stage of one connection and its time. Written by the thread that has the {@link ReadPermit} of the connection. */
public final class ConnectionState {
    public enum Stage {
        /** Between requests. */
        IDLE,
        /** The first byte of a request has arrived, but not all of the request. */
        HEADERS,
        /** A request is in flight. */
        REQUEST,
        /** The final response is written; later input is discarded. */
        REJECTED
    }

    private record Entered(Stage stage, long at) {}

    /** Orders times of {@link System#nanoTime()}, the earlier one first. */
    static final Comparator<Long> BY_TIME = (one, other) -> Long.compare(one - other, 0);

    private final String client;
    private final AtomicReference<Entered> entered = new AtomicReference<>(new Entered(Stage.IDLE, System.nanoTime()));
    private final ReadPermit permit = new ReadPermit();
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

    ReadPermit permit() {
        return permit;
    }

    /** The time when the stage began, in {@link System#nanoTime()}. */
    long since() {
        return entered().at();
    }

    /** Enters a stage. A rejected connection stays rejected. */
    public void enter(Stage stage) {
        searched = 0;
        var next = new Entered(stage, System.nanoTime());
        entered.updateAndGet(before -> before.stage() == Stage.REJECTED ? before : next);
    }

    /** Rejects the connection if it is at this stage. Returns whether it was: of two threads that decide, one wins. */
    boolean rejectAt(Stage stage) {
        var rejected = new Entered(Stage.REJECTED, System.nanoTime());
        return entered.getAndUpdate(before -> before.stage() == stage ? rejected : before)
                        .stage()
                == stage;
    }

    Stage stage() {
        return entered().stage();
    }

    /** Returns the number of bytes that were searched for the end of the headers before, so that each is read once. */
    int searched(int now) {
        int before = searched;
        searched = now;
        return before;
    }

    /** Adds bytes of responses that the client has read, or that the kernel has taken for it. */
    void addTaken(long bytes) {
        taken.addAndGet(bytes);
    }

    /** The time when the client had last read something, or had nothing to read. */
    long lastRead() {
        return lastRead;
    }

    /** Whether the client has read nothing for longer than this, although it could. For the clock's thread alone. */
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
        var now = entered();
        return now.stage() == stage && System.nanoTime() - now.at() > longerThan.toNanos();
    }

    private Entered entered() {
        return Objects.requireNonNull(entered.get());
    }
}
