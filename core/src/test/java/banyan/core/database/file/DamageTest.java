package banyan.core.database.file;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.core.Seed;
import banyan.core.database.StoreException;
import banyan.core.store.Notes;
import banyan.core.store.Notes.Entry;
import banyan.core.store.Notes.Note;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged file is rejected and stays unchanged; a file that opens has all written data. */
class DamageTest {
    private static final int BLOCK = 4096;
    private static final int AUTHORS = 5;

    private record Content(List<Note> notes, List<List<Note>> byAuthor, List<Entry> feed) {
        static Content of(Notes notes) {
            return new Content(
                    notes.all(), IntStream.range(0, AUTHORS).mapToObj(notes::by).toList(), notes.feed());
        }
    }

    @TempDir
    private Path folder;

    private byte[] whole = {};
    private Content content = new Content(List.of(), List.of(), List.of());

    @BeforeEach
    void writesNotes() throws IOException {
        try (var notes = Notes.open(folder, Seed.TUTORIAL)) {
            for (int i = 0; i < 60; i++) {
                notes.add(i % AUTHORS, "a note of some length ".repeat(30) + i);
            }
            content = Content.of(notes);
        }
        try (var notes = Notes.open(folder, Seed.TUTORIAL)) {
            notes.add(1, "a last one");
            content = Content.of(notes);
        }
        whole = Files.readAllBytes(Notes.path(folder));
    }

    @Test
    void opensTheWholeFile() {
        assertThat(outcome("whole", whole)).isEqualTo("opened");
    }

    @Test
    void rejectsAFileThatIsNotADatabase() {
        var random = new byte[20_000];
        new Random(1).nextBytes(random);
        assertThat(outcome("empty", new byte[0])).isEqualTo("rejected");
        assertThat(outcome("one byte", new byte[1])).isEqualTo("rejected");
        assertThat(outcome("zeros", new byte[3 * BLOCK])).isEqualTo("rejected");
        assertThat(outcome("garbage", random)).isEqualTo("rejected");
        assertThat(outcome("text", "These are notes.\n".repeat(900).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("rejected");
    }

    @Test
    void rejectsAFileWithoutItsHeader() {
        for (int length : new int[] {1, 16, 512, BLOCK, 2 * BLOCK}) {
            assertThat(outcome(length + " zeros at the start", zeroed(0, length)))
                    .isEqualTo("rejected");
        }
    }

    @Test
    void rejectsAFileThatWasCutShortAnywhere() {
        var lengths = IntStream.concat(
                IntStream.range(0, whole.length / BLOCK).map(block -> block * BLOCK),
                IntStream.of(whole.length - 1, whole.length / 2, whole.length / 3, BLOCK + 1));
        verify(lengths.mapToObj(length -> "cut to " + length), name -> Arrays.copyOf(whole, number(name)), true);
    }

    @Test
    void neverOpensWithLessDataWhereverABlockIsZeroed() {
        verify(
                IntStream.range(0, whole.length / BLOCK).mapToObj(block -> "zeros from " + block * BLOCK),
                name -> zeroed(number(name), BLOCK),
                false);
    }

    private void verify(Stream<String> names, Function<String, byte[]> damage, boolean isRejected) {
        var softly = new SoftAssertions();
        names.forEach(name -> softly.assertThat(outcome(name, damage.apply(name)))
                .as(name)
                .isIn(isRejected ? List.of("rejected") : List.of("rejected", "opened")));
        softly.assertAll();
    }

    /** Returns the outcome of an attempt to open these bytes. */
    private String outcome(String name, byte[] bytes) {
        try {
            Files.write(Notes.path(folder), bytes);
            try (var notes = Notes.open(folder, Seed.TUTORIAL)) {
                return Content.of(notes).equals(content) ? "opened" : "opened, but not as it was written";
            } catch (StoreException e) {
                assertThat(e).hasMessageStartingWith(Notes.path(folder).toString());
                return Arrays.equals(Files.readAllBytes(Notes.path(folder)), bytes)
                        ? "rejected"
                        : "rejected, but changed";
            } catch (RuntimeException e) {
                return "opened, and failed later: " + e;
            }
        } catch (IOException e) {
            throw new AssertionError(name, e);
        }
    }

    private byte[] zeroed(int from, int length) {
        var bytes = whole.clone();
        Arrays.fill(bytes, from, from + length, (byte) 0);
        return bytes;
    }

    private static int number(String name) {
        return Integer.parseInt(name.replaceAll("\\D", ""));
    }
}
