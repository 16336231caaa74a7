package banyan.core;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Bounds a repeated log line: the first is due at once, and the next a minute after the last that was due. Thread-safe. */
public final class OncePerMinute {
    private static final long PAUSE = Duration.ofMinutes(1).toNanos();

    private final LongSupplier nanoTime;
    private @Nullable Long last;

    public OncePerMinute() {
        this(System::nanoTime);
    }

    /**
     * Creates one with a clock.
     *
     * @param nanoTime nanoseconds of a monotonic clock, as of {@link System#nanoTime}
     */
    public OncePerMinute(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Whether a line is due. If it is, the pause begins. */
    public synchronized boolean isDue() {
        long now = nanoTime.getAsLong();
        if (last != null && now - last < PAUSE) {
            return false;
        }
        last = now;
        return true;
    }
}
