package banyan.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition that another thread brings about. */
public final class Eventually {
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final Duration STEP = Duration.ofMillis(1);

    private Eventually() {}

    public static void holds(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONGEST);
            LockSupport.parkNanos(STEP.toNanos());
        }
    }
}
