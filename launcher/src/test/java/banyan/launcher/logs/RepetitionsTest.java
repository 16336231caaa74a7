package banyan.launcher.logs;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a client can cause again and again is one line a minute. */
class RepetitionsTest {
    private final AtomicLong time = new AtomicLong();
    private final Repetitions repetitions = new Repetitions(time::get);

    private Optional<ILoggingEvent> news(Level level, String message, @Nullable Throwable failure) {
        var logger = new LoggerContext().getLogger("board");
        return repetitions.news(new LoggingEvent("test", logger, level, message, failure, null));
    }

    @Test
    void areLeftOutAndCountedForAMinute() {
        assertThat(news(Level.WARN, "full", null)).isPresent();
        assertThat(news(Level.WARN, "full", null)).isEmpty();
        assertThat(news(Level.WARN, "full", null)).isEmpty();
        assertThat(news(Level.WARN, "empty", null)).isPresent();
        assertThat(news(Level.INFO, "full", null)).isPresent();
        assertThat(news(Level.INFO, "full", null)).isPresent();
        assertThat(repetitions.ended()).isEmpty();
        time.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(repetitions.ended())
                .singleElement()
                .extracting(ILoggingEvent::getFormattedMessage)
                .isEqualTo("2 times more within a minute: full");
        assertThat(news(Level.WARN, "full", null)).isPresent();
    }

    @Test
    void keepTheirOwnLineWhereOnlyTheTraceIsTheSame() {
        for (int i = 0; i < 3; i++) {
            var line = news(Level.ERROR, "request " + i, new IllegalStateException("broken " + i))
                    .orElseThrow();
            assertThat(line.getThrowableProxy() == null).isEqualTo(i > 0);
            assertThat(line.getFormattedMessage()).contains("request " + i);
        }
    }
}
