package banyan.core.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.BoardException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The rate limit. */
class ThrottleTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000_000); // it may overflow at any time
    private final Throttle throttle = new Throttle(3, Duration.ofMinutes(1), nanos::get);

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private void take(String key, int times) {
        for (int i = 0; i < times; i++) {
            throttle.take(key, "Too many");
        }
    }

    private void assertRejectedFor(String key, Duration time) {
        assertThatThrownBy(() -> throttle.take(key, "Too many")).isInstanceOfSatisfying(BoardException.class, e -> {
            assertThat(e.kind()).isEqualTo(BoardException.Kind.TOO_MANY);
            assertThat(e.retryAfter()).isEqualTo(time);
        });
    }

    @Test
    void allowsABurstAndThenOneEachInterval() {
        take("a", 3);
        assertRejectedFor("a", Duration.ofMinutes(1));
        pass(Duration.ofSeconds(20));
        assertRejectedFor("a", Duration.ofSeconds(40));
        pass(Duration.ofSeconds(40));
        take("a", 1);
        assertRejectedFor("a", Duration.ofMinutes(1));
        pass(Duration.ofHours(1));
        take("a", 3);
        assertRejectedFor("a", Duration.ofMinutes(1));
    }

    @Test
    void limitsEachKeyAlone() {
        take("a", 3);
        take("b", 3);
        assertRejectedFor("b", Duration.ofMinutes(1));
    }

    @Test
    void returnsAHarmlessUnit() {
        take("a", 3);
        throttle.giveBack("a");
        take("a", 1);
        assertRejectedFor("a", Duration.ofMinutes(1));
    }

    @Test
    void forgetsTheKeyThatRegainsAllUnitsFirst() {
        take("a", 1);
        pass(Duration.ofMinutes(1));
        for (int i = 0; i < Throttle.MAX_KEYS; i++) {
            take("other " + i, 1);
        }
        take("other 0", 2);
        assertRejectedFor("other 0", Duration.ofMinutes(1));
        take("a", 3);
    }

    /** Otherwise a client without units left could invent 10,000 other keys to regain them. */
    @Test
    void remembersAUsedKeyThroughAFloodOfNewKeys() {
        take("a", 3);
        for (int i = 0; i < 3 * Throttle.MAX_KEYS; i++) {
            take("other " + i, 1);
        }
        assertRejectedFor("a", Duration.ofMinutes(1));
    }

    @Test
    void takesSeveralUnitsOrNone() {
        throttle.take("a", 2, "Too many");
        assertThatThrownBy(() -> throttle.take("a", 2, "Too many")).isInstanceOf(BoardException.class);
        take("a", 1);
        assertRejectedFor("a", Duration.ofMinutes(1));
    }
}
