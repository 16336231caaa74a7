package banyan.core.transfer.export;

import banyan.core.Seed;
import banyan.core.store.Notes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An export or an increment that is cut or damaged is rejected, and nothing is written. */
class DamagedIncrementTest {
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
        notes.add(1, "fourth");
        var files = new ArrayList<>(List.of(NotesFile.export(notes)));
        notes.execute("UPDATE note SET text = 'changed' WHERE id = 1");
        notes.execute("DELETE FROM note WHERE id = 3");
        files.add(NotesFile.since(notes, files.get(0).revision()));
        files.set(file - 1, files.get(file - 1).with(good, bad));
        Restores.assertRejected(other, files, reason);
    }

    @Test
    void areRejectedIfCut() throws IOException {
        var full = NotesFile.export(notes);
        notes.add(1, "more");
        var one = NotesFile.since(notes, full.revision());
        var two = NotesFile.since(notes, one.revision());
        Restores.assertRejected(other, List.of(full, one.withoutLastLine(), two), "of file 2: the file ends too early");
        Restores.assertRejected(other, List.of(full, one, two.withoutLastLine()), "of file 3: the file ends too early");
        Restores.assertRejected(other, List.of(full, one.cut(20), two), "of file 2: the file is cut or damaged");
        Restores.assertRejected(other, List.of(full, one, two.cut(20)), "of file 3: the file is cut or damaged");
        Restores.assertRejected(other, List.of(full, one.with("\n", "\n\n"), two), "of file 2: ");
        Restores.assertRejected(other, List.of(full, new NotesFile(one.text() + "{}\n"), two), "Line 1 of file 3: ");
    }

    @Test
    void areRejectedIfAnyByteIsChanged() throws IOException {
        var full = NotesFile.export(notes);
        notes.add(1, "more");
        notes.execute("DELETE FROM note WHERE id = 3");
        var one = NotesFile.since(notes, full.revision());
        for (int place = 0; place < full.text().length(); place += 9) {
            Restores.assertRejected(other, List.of(full.changed(place)), "nothing");
            Restores.assertRejected(other, List.of(full.changed(place), one), "nothing");
        }
        for (int place = 0; place < one.text().length(); place += 9) {
            Restores.assertRejected(other, List.of(full, one.changed(place)), "nothing");
        }
        NotesFile.restore(other, List.of(full, one));
        Restores.assertSame(other, notes);
    }

    /** As a program would leave it that deletes without the triggers. */
    @Test
    void areRejectedIfADeletionIsMissing() throws IOException {
        var full = NotesFile.export(notes);
        notes.database().write(change -> {
            change.handle().execute("SET @banyan_replicating = 'on'");
            change.handle().execute("DELETE FROM note WHERE id = 3");
            return change.handle().execute("SET @banyan_replicating = NULL");
        });
        Restores.assertRejected(
                other,
                List.of(full, NotesFile.since(notes, full.revision())),
                "of file 2: the original had 2 rows of note then, and there are 3 now");
    }
}
