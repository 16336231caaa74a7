package banyan.core.transfer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.Seed;
import banyan.core.database.StoreException;
import banyan.core.revision.WriteRevision;
import banyan.core.store.Notes;
import banyan.core.store.NotesPlaces;
import banyan.core.store.NotesPlaces.Kind;
import banyan.core.store.NotesServer;
import banyan.core.transfer.IdentityColumns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An export and its increments are the data at the last of them, in whatever databases, and nothing else is accepted. */
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
            assertSame(other, notes);
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
            assertSame(other, notes);
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
            while (revision(copy) <= full.revision()) {
                copy.add(1, "of the copy");
            }
            var ofCopy = NotesFile.since(copy, full.revision());
            assertThatThrownBy(() -> NotesFile.restore(third, List.of(full, ofCopy)))
                    .hasMessageContaining("is of another history");
            var fullOfCopy = NotesFile.export(copy);
            copy.execute("DELETE FROM note WHERE id = 2");
            NotesFile.restore(third, List.of(fullOfCopy, NotesFile.since(copy, fullOfCopy.revision())));
            assertSame(third, copy);
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
            assertSame(copy, notes);
        }
    }

    @Test
    void areRejectedInAWrongOrderOrWithAGap() throws IOException {
        try (var notes = open(Kind.FILE, "one", Seed.TUTORIAL);
                var other = open(Kind.FILE, "other", Seed.NONE)) {
            notes.add(1, "first");
            var full = NotesFile.export(notes);
            notes.add(1, "second");
            var one = NotesFile.since(notes, full.revision());
            notes.add(1, "third");
            var two = NotesFile.since(notes, one.revision());
            notes.add(1, "fourth");
            assertRejected(
                    other,
                    List.of(full, two),
                    "File 2: it has the changes after revision " + one.revision()
                            + ", and file 1 ends at revision " + full.revision() + ": the increment since "
                            + full.revision()
                            + " is missing between them");
            assertRejected(other, List.of(full, two, one), "File 2: ", "is missing between them");
            assertRejected(
                    other, List.of(full, one, one), "File 3: ", "ends at revision " + one.revision() + " already");
            assertRejected(
                    other, List.of(one, two), "File 1: it has only the changes after revision " + full.revision());
            assertRejected(other, List.of(one), "it has only the changes after revision " + full.revision());
            assertRejected(other, List.of(full, NotesFile.export(notes)), "File 2: it has all rows");
            assertThatThrownBy(() -> NotesFile.since(notes, 1_000))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("are at revision " + revision(notes) + ", and have no changes after 1000");
            NotesFile.restore(other, List.of(full, one, two, NotesFile.since(notes, two.revision())));
            assertSame(other, notes);
        }
    }

    @Test
    void areRejectedWithOtherData() throws IOException {
        try (var notes = open(Kind.FILE, "one", Seed.TUTORIAL);
                var others = open(Kind.FILE, "others", Seed.TUTORIAL);
                var empty = open(Kind.FILE, "empty", Seed.NONE)) {
            notes.add(1, "here");
            others.add(1, "there");
            var full = NotesFile.export(notes);
            others.add(1, "there too");
            assertRejected(
                    empty,
                    List.of(full, NotesFile.since(others, full.revision())),
                    "File 2: it has other data (" + others.data().storeId() + ") than file 1");
            var release = NotesFile.since(notes, full.revision()).with("\"release\":7", "\"release\":6");
            assertRejected(empty, List.of(full, release), "File 2: it has schema release 6, and file 1 has 7");
            var newer = NotesFile.since(notes, full.revision()).with("\"release\":7", "\"release\":70");
            assertRejected(empty, List.of(full, newer), "File 2: it has schema release 70");
            var posts = NotesFile.since(notes, full.revision()).with("\"module\":\"notes\"", "\"module\":\"posts\"");
            assertRejected(empty, List.of(full, posts), "File 2: this is data of posts, not of notes");
            var format = NotesFile.since(notes, full.revision()).with("\"changes\":1", "\"changes\":2");
            assertRejected(empty, List.of(full, format), "File 2: this is not an export of format 1");
        }
    }

    /** The restored data give the same revisions again, for other changes. */
    @Test
    void areRejectedAfterARestore() throws IOException {
        var backup = folder.resolve("backup");
        NotesFile full;
        NotesFile before;
        try (var notes = open(Kind.FILE, "one", Seed.TUTORIAL)) {
            notes.add(1, "in the backup");
            full = NotesFile.export(notes);
        }
        Files.copy(path("one"), backup);
        try (var notes = open(Kind.FILE, "one", Seed.TUTORIAL)) {
            notes.add(1, "lost");
            notes.execute("UPDATE note SET text = 'lost' WHERE id = 1");
            before = NotesFile.since(notes, full.revision());
        }
        Files.copy(backup, path("one"), StandardCopyOption.REPLACE_EXISTING);
        try (var notes = open(Kind.FILE, "one", Seed.TUTORIAL);
                var other = open(Kind.FILE, "other", Seed.NONE)) {
            for (int write = 0; write < 3; write++) {
                notes.execute("UPDATE note SET text = 'instead' WHERE id = 2"); // without an entry in the feed
            }
            var after = NotesFile.since(notes, before.revision());
            assertRejected(
                    other,
                    List.of(full, before, after),
                    "File 3: revision " + before.revision() + " is of another history");
            NotesFile.restore(other, List.of(full, NotesFile.since(notes, full.revision())));
            assertSame(other, notes);
        }
    }

    /** Each fault is found although every line can be read. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2 | "text":"changed"  | "text":"chanGed"  | Line 5 of file 2: the lines of note have another digest
            2 | "row_key":"[3]"   | "row_key":"[2]"   | the lines of deleted_row have another digest
            2 | {"note":{"id":1,  | {"node":{"id":1,  | Line 4 of file 2: there is no table node
            2 | "row_key":"[3]"   | "row_key":"[3,4]" | Line 2 of file 2: the key of a deleted row of note
            2 | "rows":{ | "rows":{"x":1, | the lines of end have another digest
            2 | "keys":false      | "keys":false,"x":1| the lines of head have another digest
            1 | "text":"two"      | "text":"tWo"      | of file 1: the lines of note have another digest
            1 | {"note":102}      | {"note":999}      | of file 1: the lines of head have another digest
            """)
    void areRejectedIfDamaged(int file, String good, String bad, String reason) throws IOException {
        try (var notes = open(Kind.FILE, "one", Seed.TUTORIAL);
                var other = open(Kind.FILE, "other", Seed.NONE)) {
            notes.add(1, "fourth");
            var files = new ArrayList<>(List.of(NotesFile.export(notes)));
            notes.execute("UPDATE note SET text = 'changed' WHERE id = 1");
            notes.execute("DELETE FROM note WHERE id = 3");
            files.add(NotesFile.since(notes, files.get(0).revision()));
            files.set(file - 1, files.get(file - 1).with(good, bad));
            assertRejected(other, files, reason);
        }
    }

    @Test
    void areRejectedIfCut() throws IOException {
        try (var notes = open(Kind.FILE, "one", Seed.TUTORIAL);
                var other = open(Kind.FILE, "other", Seed.NONE)) {
            var full = NotesFile.export(notes);
            notes.add(1, "more");
            var one = NotesFile.since(notes, full.revision());
            var two = NotesFile.since(notes, one.revision());
            assertRejected(other, List.of(full, one.withoutLastLine(), two), "of file 2: the file ends too early");
            assertRejected(other, List.of(full, one, two.withoutLastLine()), "of file 3: the file ends too early");
            assertRejected(other, List.of(full, one.cut(20), two), "of file 2: the file is cut or damaged");
            assertRejected(other, List.of(full, one, two.cut(20)), "of file 3: the file is cut or damaged");
            assertRejected(other, List.of(full, one.with("\n", "\n\n"), two), "of file 2: ");
            assertRejected(other, List.of(full, new NotesFile(one.text() + "{}\n"), two), "Line 1 of file 3: ");
        }
    }

    @Test
    void areRejectedIfAnyByteIsChanged() throws IOException {
        try (var notes = open(Kind.FILE, "one", Seed.TUTORIAL);
                var other = open(Kind.FILE, "other", Seed.NONE)) {
            var full = NotesFile.export(notes);
            notes.add(1, "more");
            notes.execute("DELETE FROM note WHERE id = 3");
            var one = NotesFile.since(notes, full.revision());
            for (int place = 0; place < full.text().length(); place += 9) {
                assertRejected(other, List.of(full.changed(place)), "nothing");
                assertRejected(other, List.of(full.changed(place), one), "nothing");
            }
            for (int place = 0; place < one.text().length(); place += 9) {
                assertRejected(other, List.of(full, one.changed(place)), "nothing");
            }
            NotesFile.restore(other, List.of(full, one));
            assertSame(other, notes);
        }
    }

    /** As a program would leave it that deletes without the triggers. */
    @Test
    void areRejectedIfADeletionIsMissing() throws IOException {
        try (var notes = open(Kind.FILE, "one", Seed.TUTORIAL);
                var other = open(Kind.FILE, "other", Seed.NONE)) {
            var full = NotesFile.export(notes);
            notes.database().write(change -> {
                change.handle().execute("SET @banyan_replicating = 'on'");
                change.handle().execute("DELETE FROM note WHERE id = 3");
                return change.handle().execute("SET @banyan_replicating = NULL");
            });
            assertRejected(
                    other,
                    List.of(full, NotesFile.since(notes, full.revision())),
                    "of file 2: the original had 2 rows of note then, and there are 3 now");
        }
    }

    /** Exports of earlier programs have neither revision nor digests. */
    @Test
    void doNotFollowAnExportOfAnEarlierProgram() throws IOException {
        try (var notes = open(Kind.FILE, "one", Seed.TUTORIAL);
                var other = open(Kind.FILE, "other", Seed.NONE)) {
            var full = NotesFile.export(notes);
            notes.add(1, "more");
            var increment = NotesFile.since(notes, full.revision());
            var earlier = full.asOfAnEarlierProgram();
            assertThat(earlier.text()).doesNotContain("digests", "revision");
            assertRejected(other, List.of(earlier, increment), "File 2: file 1 names no revision");
            NotesFile.restore(other, List.of(earlier));
            assertThat(other.all()).hasSize(3);
        }
    }

    /** Old deletions are forgotten, and a migration may change rows without giving them revisions. */
    @Test
    void areNotMadeOfForgottenChanges() throws IOException {
        try (var notes = open(Kind.FILE, "one", Seed.TUTORIAL)) {
            notes.add(1, "before");
            var full = NotesFile.export(notes);
            notes.execute("UPDATE deletion_horizon SET revision = " + (full.revision() + 1));
            notes.add(1, "after");
            assertThatThrownBy(() -> NotesFile.since(notes, full.revision()))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("only those after " + (full.revision() + 1))
                    .hasMessageEndingWith("make a full export");
            assertThat(NotesFile.since(notes, full.revision() + 1).text()).contains("after");
        }
    }

    private static void assertRejected(Notes other, List<NotesFile> files, String... reasons) {
        var before = revision(other);
        assertThatThrownBy(() -> NotesFile.restore(other, files))
                .as("%s", files)
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll(reasons)
                .hasMessageEndingWith("; nothing was written");
        assertThat(revision(other)).isEqualTo(before);
        assertThat(other.all()).isEmpty();
    }

    /** Compares each row of each table, except the row of the history that an import begins. */
    private static void assertSame(Notes copy, Notes original) throws IOException {
        assertThat(NotesFile.export(copy).rowsWithoutHistory())
                .isEqualTo(NotesFile.export(original).rowsWithoutHistory());
        assertThat(copy.data().storeId()).isEqualTo(original.data().storeId());
    }

    private static long revision(Notes notes) {
        return notes.database().read(WriteRevision::current).revision();
    }

    private Path path(String name) {
        return Notes.path(folder.resolve(name));
    }

    private Notes open(Kind kind, String name, Seed seed) {
        return new NotesPlaces(folder, SERVER).open(kind, name, seed);
    }
}
