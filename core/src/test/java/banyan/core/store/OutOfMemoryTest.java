package banyan.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.core.Seed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory runs out inside of H2, which makes a failure of a statement of it: the process ends all the same. */
class OutOfMemoryTest {
    @TempDir
    private Path folder;

    @Test
    void endsTheProcessWhenH2RunsOutOfIt() throws IOException, InterruptedException {
        var child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Glutton.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).as(said).isEqualTo(1);
        assertThat(said).contains("banyan: out of memory").doesNotContain("goes on");
    }

    /** Asks for a text that is larger than its memory. */
    static final class Glutton {
        private Glutton() {}

        public static void main(String[] arguments) {
            try (var notes = Notes.open(Path.of(arguments[0]), Seed.TUTORIAL)) {
                notes.database()
                        .read(handle -> handle.select("SELECT CHAR_LENGTH(REPEAT(text, 200000000)) FROM note")
                                .mapTo(long.class)
                                .list());
            } catch (RuntimeException e) {
                System.out.println("goes on after " + e);
            }
        }
    }
}
