package banyan.launcher.logs;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A thread that logs never waits for the reader of the log. */
class LogQueueTest {
    private static final int MANY = 10_000;
    private static final Duration LONG = Duration.ofSeconds(60);

    private final StuckStream out = new StuckStream();
    private final LogQueue queue = new LogQueue(new LogWriter(new FailingEncoder(), out));
    private final Logger log = new LoggerContext().getLogger("board");

    @BeforeEach
    void attach() {
        log.getLoggerContext().setMDCAdapter(new LogbackMDCAdapter());
        log.setLevel(Level.INFO);
        queue.setContext(log.getLoggerContext());
        queue.start();
        log.addAppender(queue);
    }

    @Test
    void dropsInformationBeforeWarningsAndReportsTheNumber() throws Exception {
        log.info("first");
        assertThat(out.isFull()).isTrue();
        for (int i = 0; i < MANY; i++) {
            log.info("line {}", i);
        }
        for (int i = 0; i < 100; i++) {
            log.warn("warning {}", i);
        }
        long dropped = queue.dropped();
        assertThat(dropped).isBetween(1L, (long) MANY);
        queue.flush(Duration.ofMillis(1)); // does not hang
        out.read();
        queue.flush(LONG);
        log.info("again"); // makes the writer run once more
        queue.flush(LONG);
        assertThat(out.text())
                .contains("first", "\"line 0\"", "\"warning 0\"", "\"warning 99\"", "again")
                .contains(dropped + " lines of the log were dropped");
        assertThat(out.text().lines().filter(line -> line.contains("\"line "))).hasSize((int) (MANY - dropped));
    }

    @Test
    void dropsWarningsWhenTheQueueIsFull() throws Exception {
        log.info("first");
        assertThat(out.isFull()).isTrue();
        for (int i = 0; i < MANY; i++) {
            log.warn("warning {}", i);
        }
        assertThat(queue.dropped()).isPositive();
        out.read();
        queue.flush(LONG);
        assertThat(out.text()).contains("\"warning 0\"");
    }

    @Test
    void continuesAfterALineThatCannotBeWritten() {
        out.read();
        log.info("broken");
        queue.flush(LONG);
        log.info("next");
        queue.flush(LONG);
        assertThat(out.text())
                .contains("next")
                .contains("1 lines of the log were dropped")
                .doesNotContain("broken");
    }

    /** Fails for one message. */
    private static final class FailingEncoder extends EncoderBase<ILoggingEvent> {
        @Override
        public byte[] encode(ILoggingEvent line) {
            if (line.getMessage().equals("broken")) {
                throw new StackOverflowError("a line that fails");
            }
            return ("\"" + line.getFormattedMessage() + "\"\n").getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte[] headerBytes() {
            return new byte[0];
        }

        @Override
        public byte[] footerBytes() {
            return new byte[0];
        }
    }
}
