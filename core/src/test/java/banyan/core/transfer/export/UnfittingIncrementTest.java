package banyan.core.transfer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.Seed;
import banyan.core.database.StoreException;
import banyan.core.store.Notes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An increment that does not continue the files before it is rejected, or not made. */
class UnfittingIncrementTest {
    @TempDir
    private Path folder;

    @AutoClose
    private Notes notes;

    @AutoClose
    private Notes other;

    @BeforeEach
    void open() {
        notes = Notes.open(folder.resolve("notes"), Seed.TUTORIAL);
        other = Notes.open(folder.resolve("other"), Seed.NONE);
    }

    @Test
    void areRejectedInAWrongOrderOrWithAGap() throws IOException {
        notes.add(1, "first");
        var full = NotesFile.export(notes);
        notes.add(1, "second");
        var one = NotesFile.since(notes, full.revision());
        notes.add(1, "third");
        var two = NotesFile.since(notes, one.revision());
        notes.add(1, "fourth");
        Restores.assertRejected(
                other,
                List.of(full, two),
                "File 2: it has the changes after revision " + one.revision()
                        + ", and file 1 ends at revision " + full.revision() + ": the increment since "
                        + full.revision()
                        + " is missing between them");
        Restores.assertRejected(other, List.of(full, two, one), "File 2: ", "is missing between them");
        Restores.assertRejected(
                other, List.of(full, one, one), "File 3: ", "ends at revision " + one.revision() + " already");
        Restores.assertRejected(
                other, List.of(one, two), "File 1: it has only the changes after revision " + full.revision());
        Restores.assertRejected(other, List.of(one), "it has only the changes after revision " + full.revision());
        Restores.assertRejected(other, List.of(full, NotesFile.export(notes)), "File 2: it has all rows");
        assertThatThrownBy(() -> NotesFile.since(notes, 1_000))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(
                        "are at revision " + notes.head().revision() + ", and have no changes after 1000");
        NotesFile.restore(other, List.of(full, one, two, NotesFile.since(notes, two.revision())));
        Restores.assertSame(other, notes);
    }

    @Test
    void areRejectedWithOtherData() throws IOException {
        try (var others = Notes.open(folder.resolve("others"), Seed.TUTORIAL)) {
            notes.add(1, "here");
            others.add(1, "there");
            var full = NotesFile.export(notes);
            others.add(1, "there too");
            Restores.assertRejected(
                    other,
                    List.of(full, NotesFile.since(others, full.revision())),
                    "File 2: it has other data (" + others.data().storeId() + ") than file 1");
            var release = NotesFile.since(notes, full.revision()).with("\"release\":7", "\"release\":6");
            Restores.assertRejected(other, List.of(full, release), "File 2: it has schema release 6, and file 1 has 7");
            var newer = NotesFile.since(notes, full.revision()).with("\"release\":7", "\"release\":70");
            Restores.assertRejected(other, List.of(full, newer), "File 2: it has schema release 70");
            var posts = NotesFile.since(notes, full.revision()).with("\"module\":\"notes\"", "\"module\":\"posts\"");
            Restores.assertRejected(other, List.of(full, posts), "File 2: this is data of posts, not of notes");
            var format = NotesFile.since(notes, full.revision()).with("\"changes\":1", "\"changes\":2");
            Restores.assertRejected(other, List.of(full, format), "File 2: this is not an export of format 1");
        }
    }

    /** The restored data give the same revisions again, for other changes. */
    @Test
    void areRejectedAfterARestore() throws IOException {
        notes.add(1, "in the backup");
        var full = NotesFile.export(notes);
        notes.close();
        var file = Notes.path(folder.resolve("notes"));
        var backup = folder.resolve("backup");
        Files.copy(file, backup);
        notes = Notes.open(folder.resolve("notes"), Seed.TUTORIAL);
        notes.add(1, "lost");
        notes.execute("UPDATE note SET text = 'lost' WHERE id = 1");
        var before = NotesFile.since(notes, full.revision());
        notes.close();
        Files.copy(backup, file, StandardCopyOption.REPLACE_EXISTING);
        notes = Notes.open(folder.resolve("notes"), Seed.TUTORIAL);
        for (int write = 0; write < 3; write++) {
            notes.execute("UPDATE note SET text = 'instead' WHERE id = 2"); // without an entry in the feed
        }
        var after = NotesFile.since(notes, before.revision());
        Restores.assertRejected(
                other,
                List.of(full, before, after),
                "File 3: revision " + before.revision() + " is of another history");
        NotesFile.restore(other, List.of(full, NotesFile.since(notes, full.revision())));
        Restores.assertSame(other, notes);
    }

    /** Exports of earlier programs have neither revision nor digests. */
    @Test
    void doNotFollowAnExportOfAnEarlierProgram() throws IOException {
        var full = NotesFile.export(notes);
        notes.add(1, "more");
        var increment = NotesFile.since(notes, full.revision());
        var earlier = full.asOfAnEarlierProgram();
        assertThat(earlier.text()).doesNotContain("digests", "revision");
        Restores.assertRejected(other, List.of(earlier, increment), "File 2: file 1 names no revision");
        NotesFile.restore(other, List.of(earlier));
        assertThat(other.all()).hasSize(3);
    }

    /** Old deletions are forgotten, and a migration may change rows without giving them revisions. */
    @Test
    void areNotMadeOfForgottenChanges() throws IOException {
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
