package banyan.core.store;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one thread of this process write at a time. The row of the feed's head takes turns too, but with rollbacks among waiting
 * writers H2 has been seen to hand out a position twice, whichever way it was read; the feed's key then rejects the second.
 */
final class WriteTurn {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final ReentrantLock lock = new ReentrantLock(true);
    private final Availability availability;

    WriteTurn(Availability availability) {
        this.availability = availability;
    }

    /**
     * Waits for the turn.
     *
     * @throws banyan.core.BoardException UNAVAILABLE if the database cannot be written, or other writers take too long
     */
    void take() {
        availability.requireWritable();
        try {
            if (!lock.tryLock(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw availability.unavailable("no turn to write within " + TIMEOUT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw availability.unavailable("interrupted");
        }
    }

    void end() {
        lock.unlock();
    }
}
