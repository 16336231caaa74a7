package banyan.core.transfer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.Seed;
import banyan.core.database.ConnectionPool;
import banyan.core.database.StoreException;
import banyan.core.database.file.DatabaseFile;
import banyan.core.store.Notes;
import banyan.core.transfer.IdentityColumns;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The content of an export, and its import. */
class ExportTest {
    @TempDir
    private Path folder;

    @Test
    void copiesRowsFeedAndStoreToAnotherDatabase() throws IOException {
        try (var notes = Notes.open(folder, Seed.TUTORIAL)) {
            long last = notes.add(9, "é \u2028 \"four\"\n");
            notes.execute("DELETE FROM note WHERE id = " + last);
            notes.add(9, "é \u2028 \"five\"\n");
            var export = export(notes);
            var other = other();
            restore(other, export);
            try (var copy = Notes.open(other, Seed.TUTORIAL)) {
                assertThat(copy.all()).isEqualTo(notes.all());
                assertThat(copy.feed()).isEqualTo(notes.feed());
                assertThat(copy.database().storeId()).isEqualTo(notes.database().storeId());
                assertThat(rows(export(copy))).isEqualTo(rows(export));
                assertThat(copy.add(9, "six")).isEqualTo(last + 2 + IdentityColumns.SKIPPED);
            }
        }
    }

    @Test
    void neverGivesAnIdAgain() throws IOException {
        try (var notes = Notes.open(folder, Seed.NONE)) {
            long last = notes.add(9, "gone");
            notes.execute("DELETE FROM note");
            var other = other();
            restore(other, export(notes));
            try (var copy = Notes.open(other, Seed.TUTORIAL)) {
                assertThat(copy.all()).isEmpty();
                assertThat(copy.add(9, "new")).isEqualTo(last + 1 + IdentityColumns.SKIPPED);
            }
        }
    }

    @Test
    void isRejectedByAModuleWithRows() throws IOException {
        try (var notes = Notes.open(folder, Seed.TUTORIAL)) {
            var export = export(notes);
            assertThatThrownBy(() -> restore(notes, export))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("3 of feed, 3 of note");
        }
    }

    @Test
    void replacesDataFollowedBeforeTheFirstRow() throws IOException {
        try (var notes = Notes.open(folder, Seed.TUTORIAL);
                var open = Notes.open(other(), Seed.NONE)) {
            notes.execute("INSERT INTO feed_cursor (feed, position) VALUES ('users', 7)");
            var export = export(notes);
            open.execute("INSERT INTO feed_cursor (feed, position) VALUES ('users', 3)");
            open.execute("INSERT INTO deleted_user (id) VALUES (104)");
            open.data().importFrom(bytes(export), false);
            assertThat(open.all()).isEqualTo(notes.all());
            assertThat(open.database().storeId()).isEqualTo(notes.database().storeId());
            assertThat(rows(export(open))).isEqualTo(rows(export)).anyMatch(row -> row.contains("\"position\":7"));
            assertThat(export(open)).doesNotContain("{\"deleted_user\":{");
            assertThat(open.add(9, "next")).isEqualTo(101 + IdentityColumns.SKIPPED);
        }
    }

    @Test
    void isRejectedIfALineHasNoEnd() throws IOException {
        assertRejected("{\"banyan\":\"" + "1".repeat(3_000_000), "longer than 1048576 characters");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"banyan\":1', '\"banyan\":2', Line 1",
        "'\"module\":\"notes\"', '\"module\":\"posts\"', data of posts",
        "'\"release\":', '\"release\":9', schema release 9",
        "'{\"note\":{\"id\":2', '{\"node\":{\"id\":2', there is no table node",
        "'\"author\":8', '\"autor\":8', there is no column autor",
        "'\"author\":8', '\"author\":\"8\"', note.author: not a number",
        "'\"author\":8', '\"author\":8,\"author\":8', cut or damaged: invalid JSON from column 36",
        "'\"note\":3', '\"note\":4', should be 4 rows of note",
        "'{\"feed_head\":{\"position\":3', '{\"feed_head\":{\"position\":0', Line 5 of the export: the head of the feed is at 0",
        "'{\"position\":2,', '{\"position\":7,', Line 5 of the export: the feed has gaps",
        "'{\"position\":2,', '{\"position\":1,', Line 3 of the export: a row with the same key already exists",
        "'{\"position\":2,', '{\"position\":0,', Line 3 of the export: position: it has to be a number from 1",
        "'\"kind\":\"created\",\"id\":2', '\"kind\":\"made\",\"id\":2', Line 3 of the export: feed.kind",
        "'{\"note\":101}', '{\"note\":1}', 'Line 1 of the export: the next id of note is 1, but 3 is in use already'",
        "'{\"note\":101}', '{\"note\":3}', 'Line 1 of the export: the next id of note is 3, but 3 is in use already'",
        "'{\"note\":101}', '{\"note\":0}', Line 1 of the export: the next id of note is 0",
        "'{\"note\":101}', '{\"note\":9223372036854775807}', Line 1 of the export",
        "'{\"note\":101}', '{\"note\":9007199254740992}', Line 1 of the export: the next id of note is 9007199254740992",
        "'{\"note\":101}', '{}', Line 1 of the export: there is no next id of note",
        "'{\"note\":{\"id\":2', '{\"note\":{\"id\":-2', Line 8 of the export: id: it has to be a number from 1",
        "'\"author\":8', '\"author\":null', Line 8 of the export: a required column has no value",
        "'\"text\":\"two\"', '\"text\":\"t\\u0000o\"', Line 8 of the export: note.text: it contains a NUL character",
        "'\"text\":\"two\"', '\"text\":\"t\\ud800o\"', Line 8 of the export: note.text: it contains an unpaired surrogate",
        "'two', '', ''",
    })
    void isRejectedIfDamaged(String good, String bad, String reason) throws IOException {
        try (var notes = Notes.open(folder, Seed.TUTORIAL)) {
            var export = export(notes);
            assertThat(export).contains(good);
            var damaged = good.equals("two") ? export.substring(0, export.indexOf(good)) : export.replace(good, bad);
            assertRejected(damaged, reason);
            assertRejected(export.substring(0, export.lastIndexOf("{\"end\"")), "cut");
            assertRejected(export + "{}", "lines after the final counts");
        }
    }

    private void assertRejected(String export, String reason) throws IOException {
        var other = other();
        assertThatThrownBy(() -> restore(other, export))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("Line ")
                .hasMessageContaining(reason)
                .hasMessageEndingWith("nothing was written");
        try (var copy = Notes.open(other, Seed.NONE)) {
            assertThat(copy.all()).isEmpty();
            assertThat(copy.feed()).isEmpty();
        }
    }

    /** Returns the lines without the history of the data. */
    private static List<String> rows(String export) {
        return export.lines()
                .filter(line -> line.startsWith("{\"") && !line.contains("feed_history") && !line.contains("\"next\""))
                .toList();
    }

    private Path other() throws IOException {
        return Files.createTempDirectory(folder, "other");
    }

    private static String export(Notes notes) throws IOException {
        var out = new ByteArrayOutputStream();
        Export.write(notes.connections().dataSource(), Notes.SCHEMA, out, 0, false);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static void restore(Path folder, String export) throws IOException {
        try (var file = DatabaseFile.open(folder, "notes")) {
            restore(file, export);
        }
    }

    private static void restore(Notes notes, String export) throws IOException {
        restore(notes.connections(), export);
    }

    private static void restore(ConnectionPool file, String export) throws IOException {
        Import.read(file.dataSource(), Notes.SCHEMA, bytes(export), false);
    }

    private static ByteArrayInputStream bytes(String export) {
        return new ByteArrayInputStream(export.getBytes(StandardCharsets.UTF_8));
    }
}
