package banyan.core.store;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one thread of this process write at a time. The row of the feed's head is a lock too. But with rollbacks among
 * waiting writers, H2 gave out a position twice, however it was read; the feed's key then rejects the second entry.
 */
final class WriteLock {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final ReentrantLock lock = new ReentrantLock(true);
    private final Availability availability;

    WriteLock(Availability availability) {
        this.availability = availability;
    }

    /**
     * Waits for the lock.
     *
     * @throws banyan.core.BoardException UNAVAILABLE if the database cannot be written, or other writers take too long
     */
    void acquire() {
        availability.requireWritable();
        try {
            if (!lock.tryLock(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw availability.unavailable("no write lock within " + TIMEOUT.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw availability.unavailable("interrupted");
        }
    }

    void release() {
        lock.unlock();
    }
}
