package banyan.core;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Limits a repeated log line to one a minute. The first line is due at once. Thread-safe. */
public final class OncePerMinute {
    private static final long PAUSE = Duration.ofMinutes(1).toNanos();

    private final LongSupplier nanoTime;
    private @Nullable Long last;

    public OncePerMinute() {
        this(System::nanoTime);
    }

    /**
     * Creates a limit with a clock.
     *
     * @param nanoTime nanoseconds of a monotonic clock, as of {@link System#nanoTime}
     */
    public OncePerMinute(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Returns whether a line is due. If so, the pause starts. */
    public synchronized boolean isDue() {
        long now = nanoTime.getAsLong();
        if (last != null && now - last < PAUSE) {
            return false;
        }
        last = now;
        return true;
    }
}
