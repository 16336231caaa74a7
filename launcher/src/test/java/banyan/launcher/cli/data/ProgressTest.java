package banyan.launcher.cli.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Tests the progress that an operator sees during a long export. */
class ProgressTest {
    private static final int ROWS = 25;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE); // overflows
    private final Progress progress =
            new Progress("export posts", new PrintStream(bytes, true, StandardCharsets.UTF_8), clock::get);

    @Test
    void reportsOnceASecondHowManyRowsWereWritten() throws IOException {
        try (var out = progress.of(OutputStream.nullOutputStream())) {
            for (int row = 0; row <= ROWS; row++) {
                pass();
                out.write("head or row\n".getBytes(StandardCharsets.UTF_8));
            }
        }
        assertThatItSaid();
    }

    @Test
    void reportsOnceASecondHowManyRowsWereRead() throws IOException {
        var line = "head or row\n".getBytes(StandardCharsets.UTF_8);
        for (int row = 0; row <= ROWS; row++) {
            pass();
            try (var in = progress.of(new ByteArrayInputStream(line))) {
                assertThat(in.readAllBytes()).isEqualTo(line);
            }
        }
        assertThatItSaid();
    }

    private void pass() {
        clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(100));
    }

    private void assertThatItSaid() {
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .isEqualToNormalizingNewlines(
                        "banyan: export posts: 9 rows so far\nbanyan: export posts: 19 rows so far\n");
    }
}
