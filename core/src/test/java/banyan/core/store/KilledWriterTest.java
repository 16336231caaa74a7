package banyan.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.core.ChildJvm;
import banyan.core.Seed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process is killed while it writes: every acknowledged note exists once. */
class KilledWriterTest {
    private static final int KILLS = Boolean.getBoolean("banyan.campaign") ? 20 : 2;
    private static final int ACKNOWLEDGED_BEFORE_EACH = 300;

    @TempDir
    private Path folder;

    @Test
    void keepsAcknowledgedWrites() throws Exception {
        var acknowledged = new ArrayList<Long>();
        for (int kill = 0; kill < KILLS; kill++) {
            acknowledged.addAll(writeAndDie());
            try (var notes = Notes.open(folder, Seed.NONE)) {
                assertThat(notes.all().stream().map(Notes.Note::id))
                        .doesNotHaveDuplicates()
                        .containsAll(acknowledged);
                assertThat(notes.feed().stream().map(Notes.Entry::position))
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, notes.feed().size())
                                        .boxed()
                                        .toList());
                assertThat(notes.feed().stream().map(Notes.Entry::id))
                        .containsExactlyInAnyOrderElementsOf(
                                notes.all().stream().map(Notes.Note::id).toList());
            }
        }
    }

    /** Returns what a child process acknowledged until SIGKILL ended it during writes. */
    private List<Long> writeAndDie() throws IOException, InterruptedException {
        var child = ChildJvm.running(Writer.class, List.of(), folder)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var acknowledged = new ArrayList<Long>();
        try (var lines = new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.US_ASCII))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.endsWith(".")) { // a last word may have been cut off
                    acknowledged.add(Long.valueOf(line.substring(0, line.length() - 1)));
                }
                if (acknowledged.size() == ACKNOWLEDGED_BEFORE_EACH) {
                    child.toHandle().destroyForcibly(); // its output stays readable
                }
            }
        }
        assertThat(child.waitFor()).as("killed by SIGKILL").isEqualTo(128 + 9);
        return acknowledged;
    }

    /** Writes on several threads, and acknowledges each note. */
    static final class Writer {
        private static final int THREADS = 4;

        private Writer() {}

        @SuppressWarnings("resource") // it is killed
        public static void main(String[] arguments) {
            var notes = Notes.open(Path.of(arguments[0]), Seed.NONE);
            for (int author = 1; author <= THREADS; author++) {
                long self = author;
                new Thread(() -> {
                            while (true) {
                                System.out.println(notes.add(self, "A note by " + self) + ".");
                            }
                        })
                        .start();
            }
        }
    }
}
