package banyan.users;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that the test advances. */
final class SetClock implements InstantSource {
    private volatile Instant now = Instant.parse("2026-11-01T12:00:00Z");

    void advance(Duration time) {
        now = now.plus(time);
    }

    /** Returns the same time in nanoseconds since the epoch. */
    long nanoTime() {
        return Duration.between(Instant.EPOCH, now).toNanos();
    }

    @Override
    public Instant instant() {
        return now;
    }
}
