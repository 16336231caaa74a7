package banyan.users;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that goes on when the test says so. */
final class SetClock implements InstantSource {
    private volatile Instant now = Instant.parse("2026-11-01T12:00:00Z");

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** The same as a clock that nobody sets. */
    long nanoTime() {
        return Duration.between(Instant.EPOCH, now).toNanos();
    }

    @Override
    public Instant instant() {
        return now;
    }
}
