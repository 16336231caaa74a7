package banyan.artifact;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition in another process. */
final class Eventually {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration STEP = Duration.ofMillis(20);

    private Eventually() {}

    /**
     * Returns when the condition holds.
     *
     * @throws AssertionError if it does not hold within half a minute
     */
    public static void holds(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + TIMEOUT.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it still does not hold after " + TIMEOUT);
            }
            pause();
        }
    }

    /** The time between two checks. */
    static void pause() {
        LockSupport.parkNanos(STEP.toNanos());
    }
}
