package banyan.users;

import banyan.core.BoardException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Computes password hashes. Each takes much memory and time on purpose, so only a few run at once. */
final class Passwords {
    /** A hash takes 19 MiB while it is computed: a small heap has room for one. */
    private static final int MAX_RUNNING = Runtime.getRuntime().maxMemory() < 96L << 20 ? 1 : 2;

    private static final int MAX_WAITING = 12;
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final Semaphore running = new Semaphore(MAX_RUNNING, true);
    private final Semaphore admitted = new Semaphore(MAX_RUNNING + MAX_WAITING);

    /**
     * Hashes a new password.
     *
     * @throws BoardException TOO_MANY if too many hashes are being computed
     */
    Argon2 hash(Password password) {
        return withPermit(() -> Argon2.of(password.bytes()));
    }

    /**
     * Returns whether the password has this hash.
     *
     * @throws BoardException TOO_MANY if too many hashes are being computed
     */
    boolean matches(Argon2 hash, Password password) {
        return withPermit(() -> hash.matches(password.bytes()));
    }

    /** Runs the work with a permit. Waits for the permit up to a timeout, unless too many callers wait already. */
    <T> T withPermit(Supplier<T> work) {
        if (!admitted.tryAcquire()) {
            throw busy();
        }
        try {
            acquirePermit();
            try {
                return work.get();
            } finally {
                running.release();
            }
        } finally {
            admitted.release();
        }
    }

    private void acquirePermit() {
        try {
            if (!running.tryAcquire(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
    }

    private static BoardException busy() {
        return BoardException.tooMany("Too many passwords are being checked; try again in 2 seconds.", TIMEOUT);
    }
}
