package banyan.users;

import banyan.core.BoardException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Computes hashes of passwords: each costs memory and time on purpose, so only a few at once. */
final class Passwords {
    /** A password takes 19 MiB while it is hashed: where the heap is small, there is room for one. */
    private static final int AT_ONCE = Runtime.getRuntime().maxMemory() < 96L << 20 ? 1 : 2;

    private static final int WAITING = 12;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Semaphore computing = new Semaphore(AT_ONCE, true);
    private final Semaphore places = new Semaphore(AT_ONCE + WAITING);

    /**
     * The hash of a new password.
     *
     * @throws BoardException TOO_MANY if too many are being computed
     */
    Argon2 hash(Password password) {
        return inTurn(() -> Argon2.of(password.octets()));
    }

    /**
     * Whether the hash is of this password.
     *
     * @throws BoardException TOO_MANY if too many are being computed
     */
    boolean isOf(Argon2 hash, Password password) {
        return inTurn(() -> hash.isOf(password.octets()));
    }

    /** Waits for its turn, unless many do already or it takes long. */
    <T> T inTurn(Supplier<T> work) {
        if (!places.tryAcquire()) {
            throw busy();
        }
        try {
            takeTurn();
            try {
                return work.get();
            } finally {
                computing.release();
            }
        } finally {
            places.release();
        }
    }

    private void takeTurn() {
        try {
            if (!computing.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
    }

    private static BoardException busy() {
        return BoardException.tooMany("Too many passwords are being looked at; try again in 2 seconds.", PATIENCE);
    }
}
