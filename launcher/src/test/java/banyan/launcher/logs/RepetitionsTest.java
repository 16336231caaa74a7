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

/** An event that a client can repeat is logged once a minute. */
class RepetitionsTest {
    private final AtomicLong time = new AtomicLong();
    private final Repetitions repetitions = new Repetitions(time::get);

    private Optional<ILoggingEvent> news(Level level, String message, @Nullable Throwable failure) {
        var logger = new LoggerContext().getLogger("board");
        return repetitions.news(new LoggingEvent("test", logger, level, message, failure, null));
    }

    @Test
    void areSuppressedAndCountedForAMinute() {
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

    /** All have the same stack trace, and another logger writes the same warning. */
    @Test
    void areDetectedAcrossOtherLines() {
        var plain = "full";
        assertThat(news(Level.WARN, plain, null)).isPresent();
        for (int i = 0; i < 1_000; i++) {
            var line = news(Level.ERROR, "request " + i, new IllegalStateException("broken " + i))
                    .orElseThrow();
            assertThat(line.getThrowableProxy() == null).isEqualTo(i > 0);
            assertThat(news(Level.WARN, plain, null)).isEmpty();
        }
    }

    @Test
    void areCountedWhenTheyMakeRoomForNewOnes() {
        news(Level.WARN, "old", null);
        assertThat(news(Level.WARN, "old", null)).isEmpty();
        for (int i = 0; i < 1_000; i++) {
            assertThat(news(Level.WARN, "line " + i, null)).isPresent();
            assertThat(news(Level.WARN, "line " + i, null)).isEmpty();
        }
        assertThat(repetitions.ended())
                .hasSizeLessThanOrEqualTo(256)
                .extracting(ILoggingEvent::getFormattedMessage)
                .contains("1 times more within a minute: old");
        time.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(repetitions.ended())
                .extracting(ILoggingEvent::getFormattedMessage)
                .contains("1 times more within a minute: line 999");
    }

    @Test
    void keepTheirOwnLineIfOnlyTheTraceIsTheSame() {
        for (int i = 0; i < 3; i++) {
            var line = news(Level.ERROR, "request " + i, new IllegalStateException("broken " + i))
                    .orElseThrow();
            assertThat(line.getThrowableProxy() == null).isEqualTo(i > 0);
            assertThat(line.getFormattedMessage()).contains("request " + i);
        }
    }
}
