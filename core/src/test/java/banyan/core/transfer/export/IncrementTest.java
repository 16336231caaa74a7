package banyan.core.transfer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.Seed;
import banyan.core.store.Notes;
import banyan.core.store.NotesPlaces;
import banyan.core.store.NotesPlaces.Kind;
import banyan.core.store.NotesServer;
import banyan.core.transfer.IdentityColumns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An export and its increments are the data at the last of them, in whatever databases. */
class IncrementTest {
    private static final int STEPS = 300;

    @AutoClose
    private static final NotesServer SERVER = NotesServer.start();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"FILE, FILE", "FILE, SERVER", "SERVER, FILE", "SERVER, SERVER"})
    void bringEachKindOfChange(Kind original, Kind copy) throws IOException {
        try (var notes = open(original, "one", Seed.TUTORIAL);
                var other = open(copy, "other", Seed.NONE)) {
            long gone = notes.add(1, "to be deleted");
            var files = new ArrayList<>(List.of(NotesFile.export(notes)));
            notes.execute("UPDATE note SET text = 'changed' WHERE id = 1");
            notes.execute("DELETE FROM note WHERE id = " + gone);
            notes.execute("INSERT INTO receipt (actor, name, request, item, body, at)"
                    + " VALUES (1, 'a \"key\"', 'r', 1, 'b', CURRENT_TIMESTAMP)");
            notes.execute("INSERT INTO feed_cursor (feed, position) VALUES ('users', 7)");
            files.add(NotesFile.since(notes, files.get(0).revision()));
            notes.execute("DELETE FROM receipt");
            notes.execute("UPDATE feed_cursor SET position = 8");
            notes.execute("INSERT INTO note (id, author, text) VALUES (" + gone + ", 9, 'the same key again')");
            notes.add(3, "line\nand \"quotes\" and \uD83D\uDE00");
            files.add(NotesFile.since(notes, files.get(1).revision()));
            NotesFile.restore(other, files);
            Restores.assertSame(other, notes);
            assertThat(other.add(1, "next")).isEqualTo(notes.add(1, "next") + IdentityColumns.SKIPPED);
        }
    }

    @Test
    void haveOnlyWhatHasChanged() throws IOException {
        try (var notes = open(Kind.FILE, "one", Seed.TUTORIAL)) {
            notes.add(1, "before");
            var full = NotesFile.export(notes);
            assertThat(NotesFile.since(notes, full.revision()).rows())
                    .containsExactly("{\"feed_head\":{\"position\":4}}");
            notes.execute("UPDATE note SET text = 'changed' WHERE id = 2");
            notes.execute("DELETE FROM note WHERE id = 3");
            assertThat(NotesFile.since(notes, full.revision()).rows())
                    .containsExactly(
                            "{\"deleted_row\":{\"table_name\":\"note\",\"row_key\":\"[3]\"}}",
                            "{\"feed_head\":{\"position\":4}}",
                            "{\"note\":{\"id\":2,\"author\":8,\"text\":\"changed\"}}");
        }
    }

    @Test
    void canBeEmpty() throws IOException {
        try (var notes = open(Kind.FILE, "one", Seed.TUTORIAL);
                var other = open(Kind.FILE, "other", Seed.NONE)) {
            notes.add(1, "before");
            var full = NotesFile.export(notes);
            var empty = NotesFile.since(notes, full.revision());
            NotesFile.restore(other, List.of(full, empty, empty));
            Restores.assertSame(other, notes);
        }
    }

    @Test
    void areTheSameFromDataThatAreNotOpen() throws IOException {
        NotesFile full;
        NotesFile increment;
        try (var notes = open(Kind.FILE, "one", Seed.TUTORIAL)) {
            full = NotesFile.export(notes);
            notes.add(1, "after");
            increment = NotesFile.since(notes, full.revision());
        }
        try (var notes = open(Kind.FILE, "one", Seed.TUTORIAL)) {
            assertThat(NotesFile.sinceClosed(notes, full.revision())).isEqualTo(increment);
        }
    }

    /** The original has revisions of its own. The copy begins a history of its own, which increments of the original do not fit. */
    @Test
    void continueFromACopyWithAnExportOfTheCopy() throws IOException {
        try (var notes = open(Kind.FILE, "one", Seed.TUTORIAL);
                var copy = open(Kind.FILE, "other", Seed.NONE);
                var third = open(Kind.FILE, "third", Seed.NONE)) {
            notes.add(1, "first");
            var full = NotesFile.export(notes);
            NotesFile.restore(copy, List.of(full));
            while (copy.head().revision() <= full.revision()) {
                copy.add(1, "of the copy");
            }
            var ofCopy = NotesFile.since(copy, full.revision());
            assertThatThrownBy(() -> NotesFile.restore(third, List.of(full, ofCopy)))
                    .hasMessageContaining("is of another history");
            var fullOfCopy = NotesFile.export(copy);
            copy.execute("DELETE FROM note WHERE id = 2");
            NotesFile.restore(third, List.of(fullOfCopy, NotesFile.since(copy, fullOfCopy.revision())));
            Restores.assertSame(third, copy);
        }
    }

    @Test
    void bringALongSequenceOfWrites() throws IOException {
        long seed = new Random().nextLong();
        System.out.println("IncrementTest: seed " + seed);
        var random = new Random(seed);
        try (var notes = open(Kind.FILE, "one", Seed.TUTORIAL)) {
            var files = new ArrayList<>(List.of(NotesFile.export(notes)));
            for (int step = 0; step < STEPS; step++) {
                write(notes, random);
                if (random.nextInt(10) == 0) {
                    files.add(NotesFile.since(notes, files.get(files.size() - 1).revision()));
                    if (random.nextInt(6) == 0) {
                        assertBrings(files, notes);
                    }
                }
            }
            files.add(NotesFile.since(notes, files.get(files.size() - 1).revision()));
            assertBrings(files, notes);
        }
    }

    private static void write(Notes notes, Random random) {
        int id = 1 + random.nextInt(40);
        switch (random.nextInt(6)) {
            case 0 -> notes.execute("DELETE FROM note WHERE id = " + id);
            case 1 -> notes.execute("UPDATE note SET text = 'changed " + random.nextInt() + "' WHERE id <= " + id);
            case 2 -> {
                notes.execute("DELETE FROM note WHERE id = " + id);
                notes.execute("INSERT INTO note (id, author, text) VALUES (" + id + ", 1, 'again')");
            }
            case 3 -> {
                notes.execute("DELETE FROM feed_cursor");
                notes.execute("INSERT INTO feed_cursor (feed, position) VALUES ('users', " + id + ")");
            }
            case 4 -> notes.execute("DELETE FROM note WHERE id > 100 AND author = " + random.nextInt(3));
            default -> notes.add(random.nextInt(3), "note " + random.nextInt());
        }
    }

    private void assertBrings(List<NotesFile> files, Notes notes) throws IOException {
        try (var copy = Notes.open(Files.createTempDirectory(folder, "copy"), Seed.NONE)) {
            NotesFile.restore(copy, files);
            Restores.assertSame(copy, notes);
        }
    }

    private Notes open(Kind kind, String name, Seed seed) {
        return new NotesPlaces(folder, SERVER).open(kind, name, seed);
    }
}
