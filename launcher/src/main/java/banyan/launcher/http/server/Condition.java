package banyan.launcher.http.server;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition that nothing signals. */
final class Condition {
    private static final Duration STEP = Duration.ofMillis(10);

    private Condition() {}

    /**
     * @param deadline of {@link System#nanoTime()}
     */
    static void await(BooleanSupplier condition, long deadline) {
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(STEP.toNanos());
        }
    }
}
