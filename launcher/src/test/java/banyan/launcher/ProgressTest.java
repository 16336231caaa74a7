package banyan.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What an operator sees of a long export. */
class ProgressTest {
    @Test
    void saysOnceASecondHowFarItIs() {
        var octets = new ByteArrayOutputStream();
        var clock = new AtomicLong(Long.MAX_VALUE); // overflows
        var progress = new Progress("export posts", new PrintStream(octets, true, StandardCharsets.UTF_8), clock::get);
        for (int rows = 1; rows <= 25; rows++) {
            clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(100));
            progress.accept(rows);
        }
        assertThat(octets.toString(StandardCharsets.UTF_8))
                .isEqualToNormalizingNewlines(
                        "banyan: export posts: 10 rows so far\nbanyan: export posts: 20 rows so far\n");
    }
}
