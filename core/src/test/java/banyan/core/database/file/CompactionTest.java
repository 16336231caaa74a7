package banyan.core.database.file;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.core.ChildJvm;
import banyan.core.Seed;
import banyan.core.store.Notes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files are compacted in proportion to their data, without loss. */
class CompactionTest {
    private static final boolean CAMPAIGN = Boolean.getBoolean("banyan.campaign");
    private static final int POSTS = CAMPAIGN ? 200_000 : 3_000;
    private static final int KILLS = CAMPAIGN ? 20 : 1;
    private static final int TEXTS = 5_000;

    /** Between two checks of whether a compaction has begun, which takes far longer. */
    private static final Duration MOMENT = Duration.ofMillis(1);

    private static final int CHANGES = 6;
    private static final int AUTHORS = 1_000;
    private static final long MIB = 1L << 20;

    /**
     * The texts: 200 MB for 200,000 posts, and further texts of the same size; and the size below which no file is
     * compacted.
     */
    private static final long MOST = Math.max(POSTS * 1_000L, 16 * MIB);

    @TempDir
    private Path folder;

    @Test
    void compactsAFileAfterManySmallWrites() throws Exception {
        var child = start(Writer.class);
        try (var lines = lines(child)) {
            assertThat(lines.readLine()).isEqualTo("written");
        }
        kill(child);
        var killed = Files.size(Notes.path(folder));
        try (var notes = Notes.open(folder, Seed.NONE)) {
            assertThat(notes.all()).hasSize(POSTS);
            assertThat(notes.feed()).hasSize(POSTS);
            assertThat(Files.size(Notes.path(folder))).isLessThan(MOST);
        }
        System.out.printf(
                "%,d notes: %,d bytes when killed, %,d after a start and a stop%n",
                POSTS, killed, Files.size(Notes.path(folder)));
    }

    @Test
    void compactsAFileAtItsClose() throws Exception {
        makesASparseFile();
        try (var connections = DatabaseFile.open(folder, "notes")) {
            changeAll(connections.dataSource());
            assertThat(Files.size(Notes.path(folder))).isGreaterThan(32 * MIB);
        }
        assertThat(Files.size(Notes.path(folder))).isLessThan(16 * MIB);
        assertThat(names()).containsExactly("notes.mv.db");
        assertIsWhole();
    }

    @Test
    void losesNothingIfItIsKilledDuringACompaction() throws Exception {
        makesASparseFile();
        var sparse = Files.readAllBytes(Notes.path(folder));
        assertThat(sparse.length).isGreaterThan((int) (32 * MIB));
        for (int kill = 0; kill < KILLS; kill++) {
            Files.write(Notes.path(folder), sparse);
            var child = start(Opener.class);
            while (child.isAlive() && !names().contains("notes.mv.db.tempFile")) {
                LockSupport.parkNanos(MOMENT.toNanos());
            }
            kill(child);
            assertThat(names()).contains("notes.mv.db.tempFile");
            assertIsWhole();
            assertThat(Files.size(Notes.path(folder))).isLessThan(16 * MIB);
            assertThat(names()).containsExactly("notes.mv.db");
        }
    }

    /** The file is as after 45 s of writes. A copy between two commits equals what a killed process leaves. */
    @Test
    void keepsEachCommitInAFileWithReusableSpace() throws Exception {
        var copy = Files.createDirectory(folder.resolve("copy"));
        try (var notes = Notes.open(folder, Seed.NONE)) {
            notes.database().read(handle -> handle.execute("SET RETENTION_TIME 0"));
            for (int i = 1; i <= 210; i++) {
                notes.add(i, "a note of some length ".repeat(5) + i);
                if (i > 200) {
                    Files.copy(Notes.path(folder), Notes.path(copy), StandardCopyOption.REPLACE_EXISTING);
                    try (var found = Notes.open(copy, Seed.NONE)) {
                        assertThat(found.all()).hasSize(i);
                    }
                }
            }
        }
    }

    /** Makes a file sparse by many small writes, in a process that is killed. */
    private void makesASparseFile() throws Exception {
        try (var notes = Notes.open(folder, Seed.NONE)) {
            var text = "a text of some length ".repeat(50);
            notes.database().write(transaction -> {
                for (int i = 0; i < TEXTS; i++) {
                    Notes.insert(transaction, i % AUTHORS, text);
                }
                return null;
            });
        }
        var child = start(RepeatedWriter.class);
        try (var lines = lines(child)) {
            assertThat(lines.readLine()).isEqualTo("written");
        }
        kill(child);
    }

    private void assertIsWhole() {
        try (var notes = Notes.open(folder, Seed.NONE)) {
            assertThat(notes.all()).hasSize(TEXTS).allMatch(note -> note.text().endsWith(String.valueOf(CHANGES - 1)));
        }
    }

    private static void changeAll(DataSource source) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            for (int i = 0; i < CHANGES; i++) {
                statement.execute("UPDATE note SET text = CONCAT(text, '" + i + "')");
            }
        }
    }

    private Process start(Class<?> program) throws IOException {
        return ChildJvm.running(program, List.of("-Xmx256m", "-Dbanyan.campaign=" + CAMPAIGN), folder)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static BufferedReader lines(Process child) {
        return new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.US_ASCII));
    }

    private static void kill(Process child) throws InterruptedException {
        child.toHandle().destroyForcibly();
        assertThat(child.waitFor()).as("killed by SIGKILL").isEqualTo(128 + 9);
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** Writes each note in its own transaction, and waits for the kill. */
    static final class Writer {
        private Writer() {}

        @SuppressWarnings("resource") // it is killed
        public static void main(String[] arguments) throws InterruptedException {
            var notes = Notes.open(Path.of(arguments[0]), Seed.NONE);
            for (int i = 0; i < POSTS; i++) {
                notes.add(i % AUTHORS, "a post of some length that says hello to those who read " + i);
            }
            System.out.println("written");
            Thread.currentThread().join();
        }
    }

    /** Opens the file, and ends if it gets so far. */
    static final class Opener {
        private Opener() {}

        public static void main(String[] arguments) {
            Notes.open(Path.of(arguments[0]), Seed.NONE).close();
        }
    }

    /** Changes every row many times, and waits for the kill. */
    static final class RepeatedWriter {
        private RepeatedWriter() {}

        @SuppressWarnings("resource") // it is killed
        public static void main(String[] arguments) throws SQLException, InterruptedException {
            changeAll(DatabaseFile.open(Path.of(arguments[0]), "notes").dataSource());
            System.out.println("written");
            Thread.currentThread().join();
        }
    }
}
