package banyan.core.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.BoardException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The limit of an account's writes. */
class WriteAllowanceTest {
    private static final String LONGEST = "\ud83c\udf6c".repeat(10_000);

    private final AtomicLong nanos = new AtomicLong();
    private final WriteAllowance allowance = new WriteAllowance(nanos::get);

    @Test
    void isABurstAndThenARate() {
        long written = 0;
        while (written < 60L << 20) {
            allowance.take(1, LONGEST);
            written += 4 * 10_000;
        }
        assertThatThrownBy(() -> writeOn(1)).isInstanceOfSatisfying(BoardException.class, e -> {
            assertThat(e.kind()).isEqualTo(BoardException.Kind.TOO_MANY);
            assertThat(e.retryAfter()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(3));
        });
        allowance.take(2, LONGEST);

        long hour = 0;
        for (int i = 0; i < 3_600; i++) {
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            hour += written(1);
        }
        assertThat(hour).isBetween(48L << 20, 57L << 20);
    }

    @Test
    void isEnoughForHundredsOfThousandsOfShortTexts() {
        for (int i = 0; i < 500_000; i++) {
            allowance.take(1, "A short text, as most are.");
        }
    }

    private void writeOn(long account) {
        for (int i = 0; i < 1_000; i++) {
            allowance.take(account, LONGEST);
        }
    }

    private long written(long account) {
        try {
            allowance.take(account, LONGEST);
            return 4 * 10_000;
        } catch (BoardException e) {
            return 0;
        }
    }
}
