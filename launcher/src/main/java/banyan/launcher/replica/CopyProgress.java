package banyan.launcher.replica;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** What a copy has taken over so far, and how far it is behind its home, as far as it knows. */
final class CopyProgress {
    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private volatile long caughtUp = System.nanoTime();
    private volatile long ofHome;
    private volatile Duration lastFence = Duration.ZERO;

    void taken(long moreRows, long moreBytes) {
        rows.addAndGet(moreRows);
        bytes.addAndGet(moreBytes);
    }

    /** The home has this revision, which the copy may not have yet. */
    void heard(long revision) {
        ofHome = revision;
    }

    /** The copy has everything that the home had a moment ago. */
    void caughtUp(long revision) {
        ofHome = revision;
        caughtUp = System.nanoTime();
    }

    void fenced(Duration time) {
        lastFence = time;
    }

    long rows() {
        return rows.get();
    }

    long bytes() {
        return bytes.get();
    }

    /** The last revision of the home that this copy has heard of. */
    long revisionOfHome() {
        return ofHome;
    }

    /** The time since this copy had everything that the home had. */
    Duration behind() {
        return Duration.ofNanos(System.nanoTime() - caughtUp);
    }

    /** How long the last exchange of the roles kept this module without a home; zero before the first one. */
    Duration lastFence() {
        return lastFence;
    }
}
