package banyan.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.core.ChildJvm;
import banyan.core.Seed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory runs out inside H2, which wraps the error in a failure of the statement: the process still ends. */
class OutOfMemoryTest {
    @TempDir
    private Path folder;

    @Test
    void endsTheProcessIfH2RunsOutOfMemory() throws IOException, InterruptedException {
        var child = ChildJvm.running(LargeReader.class, List.of("-Xmx96m"), folder)
                .redirectErrorStream(true)
                .start();
        var output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).as(output).isEqualTo(1);
        assertThat(output).contains("banyan: out of memory").doesNotContain("continues");
    }

    /** Reads a text that is larger than the memory. */
    static final class LargeReader {
        private LargeReader() {}

        public static void main(String[] arguments) {
            try (var notes = Notes.open(Path.of(arguments[0]), Seed.TUTORIAL)) {
                notes.database()
                        .read(handle -> handle.select("SELECT CHAR_LENGTH(REPEAT(text, 200000000)) FROM note")
                                .mapTo(long.class)
                                .list());
            } catch (RuntimeException e) {
                System.out.println("continues after " + e);
            }
        }
    }
}
