package banyan.launcher.remote;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Begins with the time of the wall clock and goes on by itself, whatever that is set to: for libraries that measure
 * durations with a clock.
 */
final class MonotonicClock extends Clock {
    private final Instant start = Instant.now();
    private final long startNanos = System.nanoTime();

    @Override
    public Instant instant() {
        return start.plusNanos(System.nanoTime() - startNanos);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** Nothing that measures a duration has one. */
    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("a clock for durations has no zones");
    }
}
