package banyan.launcher.http.connection;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the connections that the kernel has accepted and those that this process has admitted or closed since. */
public final class Arrivals {
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong admitted = new AtomicLong();
    private volatile long lastAccepted = System.nanoTime();

    void countAccepted() {
        accepted.incrementAndGet();
        lastAccepted = System.nanoTime();
    }

    /** Counts a connection that was admitted, or that failed before. */
    void countAdmitted() {
        admitted.incrementAndGet();
    }

    boolean areAllAdmitted() {
        return admitted.get() == accepted.get();
    }

    public long accepted() {
        return accepted.get();
    }

    /** The time since the last connection was accepted. */
    public Duration quiet() {
        return Duration.ofNanos(System.nanoTime() - lastAccepted);
    }
}
