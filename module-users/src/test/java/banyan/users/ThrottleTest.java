package banyan.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.BoardException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How often something may be done. */
class ThrottleTest {
    private final SetClock clock = new SetClock();
    private final Throttle throttle = new Throttle(3, Duration.ofMinutes(1), clock);

    private void take(String key, int times) {
        for (int i = 0; i < times; i++) {
            throttle.take(key, "Too many");
        }
    }

    private void refusesFor(String key, Duration time) {
        assertThatThrownBy(() -> throttle.take(key, "Too many")).isInstanceOfSatisfying(BoardException.class, e -> {
            assertThat(e.kind()).isEqualTo(BoardException.Kind.TOO_MANY);
            assertThat(e.retryAfter()).isEqualTo(time);
        });
    }

    @Test
    void letsAFewAtOnceAndThenOneEachWhile() {
        take("a", 3);
        refusesFor("a", Duration.ofMinutes(1));
        clock.pass(Duration.ofSeconds(20));
        refusesFor("a", Duration.ofSeconds(40));
        clock.pass(Duration.ofSeconds(40));
        take("a", 1);
        refusesFor("a", Duration.ofMinutes(1));
        clock.pass(Duration.ofHours(1));
        take("a", 3);
        refusesFor("a", Duration.ofMinutes(1));
    }

    @Test
    void keepsOneKeyFromAnother() {
        take("a", 3);
        take("b", 3);
        refusesFor("b", Duration.ofMinutes(1));
    }

    @Test
    void takesBackWhatDidNoHarm() {
        take("a", 3);
        throttle.giveBack("a");
        take("a", 1);
        refusesFor("a", Duration.ofMinutes(1));
    }

    @Test
    void forgetsWhoWasSeenLongestAgo() {
        take("a", 3);
        for (int i = 1; i < Throttle.KEYS; i++) {
            take("other " + i, 1);
        }
        refusesFor("a", Duration.ofMinutes(1));
        for (int i = 0; i < Throttle.KEYS; i++) {
            take("another " + i, 1);
        }
        take("a", 3);
    }
}
