package banyan.core.database.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.Seed;
import banyan.core.database.StoreException;
import banyan.core.store.Notes;
import banyan.core.store.Notes.Note;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The creation and the migration of a file are atomic. */
class WholeFileTest {
    @TempDir
    private Path folder;

    @Test
    void removesANewFileWhoseCreationFails() throws IOException {
        try (var file = DatabaseFile.open(folder, "notes")) {
            assertThatThrownBy(() -> file.change(found -> false, WholeFileTest::changesHalf))
                    .hasMessage("no more");
            assertThat(names()).isEmpty();
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void keepsAFileUnchangedWhoseMigrationFails() throws Exception {
        Notes.open(folder, Seed.TUTORIAL).close();
        var before = content();
        try (var file = DatabaseFile.open(folder, "notes")) {
            assertThatThrownBy(() -> file.change(found -> false, WholeFileTest::changesHalf))
                    .hasMessage("no more");
        }
        assertThat(names()).containsExactly("notes.mv.db");
        assertThat(content()).isEqualTo(before).anyMatch(line -> line.startsWith("INSERT INTO \"PUBLIC\".\"NOTE\""));
    }

    @Test
    void doesNotTouchAFileWithTheCurrentSchema() throws IOException {
        Notes.open(folder, Seed.TUTORIAL).close();
        var before = Files.readAttributes(Notes.path(folder), java.nio.file.attribute.BasicFileAttributes.class)
                .fileKey();
        Notes.open(folder, Seed.TUTORIAL).close();
        assertThat(Files.readAttributes(Notes.path(folder), java.nio.file.attribute.BasicFileAttributes.class)
                        .fileKey())
                .isEqualTo(before);
    }

    @Test
    void removesLeftoversOfAnInterruptedStart() throws IOException {
        for (var left : List.of("notes.next.mv.db", "notes.next.mv.db.tempFile", "notes.next.7.temp.db")) {
            Files.writeString(folder.resolve(left), "half a file");
        }
        Files.createFile(folder.resolve("notes.mv.db.lock"));
        Files.createFile(folder.resolve("notes.nextdoor"));
        try (var notes = Notes.open(folder, Seed.TUTORIAL)) {
            assertThat(notes.all()).hasSize(3);
        }
        assertThat(names()).containsExactly("notes.mv.db", "notes.nextdoor");
    }

    @Test
    void rejectsAFileThatAnotherProcessIsCreating() throws IOException {
        var file = Notes.path(folder);
        var other = ReplacementFile.beside(file);
        other.createEmpty();
        assertIsInUse();
        assertThat(Files.exists(other.path())).isTrue();
        other.close();
        assertThat(names()).isEmpty();
    }

    @Test
    void rejectsAFileThatAnotherProcessIsChanging() throws IOException {
        Notes.open(folder, Seed.TUTORIAL).close();
        try (var other = ReplacementFile.beside(Notes.path(folder))) {
            other.copy();
            assertIsInUse();
            other.publish();
        }
        Notes.open(folder, Seed.TUTORIAL).close();
    }

    @Test
    void keepsAFileThatWasCreatedMeanwhile() throws IOException {
        try (var late = ReplacementFile.beside(Notes.path(folder))) {
            late.createEmpty();
            Files.writeString(Notes.path(folder), "of a program without the lock");
            assertThatThrownBy(late::publish).isInstanceOf(StoreException.class).hasMessageContaining("in use");
        }
        assertThat(Notes.path(folder)).hasContent("of a program without the lock");
    }

    /** An earlier release changed the file itself: its first start may end after some tables, or after all of them. */
    @Test
    void recreatesAFileWithoutDataAfterAnInterruptedFirstStart() throws Exception {
        for (var last : List.of("1.0", "1.1", "2.0", "3.0")) {
            half(last);
            try (var notes = Notes.open(folder, Seed.TUTORIAL)) {
                assertThat(notes.all()).hasSize(3);
            }
            Files.delete(Notes.path(folder));
        }
    }

    /** A file with its two headers alone. */
    @Test
    void recreatesAFileThatH2HasJustCreated() throws Exception {
        var header = "H:2,blockSize:1000,created:1a21bd51c64,format:3,fletcher:d3529647\n";
        var bytes = java.util.Arrays.copyOf(header.getBytes(java.nio.charset.StandardCharsets.US_ASCII), 2 * 4096);
        System.arraycopy(bytes, 0, bytes, 4096, 4096);
        Files.write(Notes.path(folder), bytes);
        try (var notes = Notes.open(folder, Seed.TUTORIAL)) {
            assertThat(notes.all()).hasSize(3);
        }
    }

    /**
     * After a kill H2 opens a cut file at its last whole state: none of them may look like a new file. A slow machine
     * has no time to compact a file at its close.
     */
    @Test
    void neverRecreatesACutFile() throws Exception {
        byte[] whole;
        System.setProperty("h2.maxCompactTime", "0");
        try (var notes = Notes.open(folder, Seed.TUTORIAL)) {
            notes.add(1, "written");
            whole = Files.readAllBytes(Notes.path(folder)); // as a kill leaves it
        } finally {
            System.clearProperty("h2.maxCompactTime");
        }
        for (int blocks = whole.length / 4096 - 1; blocks >= 2; blocks--) {
            var cut = Files.createDirectory(folder.resolve("of-" + blocks));
            Files.write(Notes.path(cut), java.util.Arrays.copyOf(whole, blocks * 4096));
            try (var notes = Notes.open(cut, Seed.NONE)) {
                assertThat(notes.all()).as("of %s blocks", blocks).hasSizeGreaterThanOrEqualTo(3);
            } catch (StoreException e) {
                assertThat(e).hasMessageContaining("damaged");
            }
        }
    }

    @Test
    void rejectsAFileWithDataAfterAnInterruptedMigration() throws Exception {
        half("1.1");
        try (var file = raw();
                var statement = file.createStatement()) {
            statement.execute("INSERT INTO store VALUES (RANDOM_UUID(), 'none', CURRENT_TIMESTAMP)");
            statement.execute("INSERT INTO note (author, text) VALUES (1, 'kept')");
            statement.execute("CREATE TABLE receipt (actor BIGINT)");
        }
        var before = content();
        assertThatThrownBy(() -> Notes.open(folder, Seed.TUTORIAL))
                .isInstanceOfSatisfying(
                        StoreException.class,
                        e -> assertThat(e.line())
                                .contains("cannot be migrated", "RECEIPT", "nothing was changed", "backup")
                                .hasLineCount(1));
        assertThat(names()).containsExactly("notes.mv.db");
        assertThat(content()).isEqualTo(before).anyMatch(line -> line.contains("'kept'"));
    }

    @Test
    void keepsTheRowsInAMigration() throws Exception {
        half("1.1");
        try (var file = raw();
                var statement = file.createStatement()) {
            statement.execute("INSERT INTO store VALUES (RANDOM_UUID(), 'none', CURRENT_TIMESTAMP)");
            statement.execute("INSERT INTO note (author, text) VALUES (1, 'kept')");
        }
        try (var notes = Notes.open(folder, Seed.TUTORIAL)) {
            assertThat(notes.all()).extracting(Note::text).containsExactly("kept");
            assertThat(names()).containsExactly("notes.mv.db");
        }
    }

    private static void changesHalf(javax.sql.DataSource source) {
        Jdbi.create(source).useHandle(handle -> handle.execute("CREATE TABLE half (id BIGINT)"));
        throw new IllegalStateException("no more");
    }

    private void assertIsInUse() {
        assertThatThrownBy(() -> Notes.open(folder, Seed.TUTORIAL))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith(Notes.path(folder) + " is in use by another process");
    }

    private void half(String last) {
        Flyway.configure()
                .dataSource(H2Engine.connect(Notes.path(folder), ""))
                .table("schema_history")
                .locations("classpath:META-INF/banyan/core", "classpath:META-INF/banyan/notes")
                .target(last)
                .loggers("slf4j")
                .load()
                .migrate();
    }

    /** Returns all tables and rows, including those of the migrations. */
    private List<String> content() throws SQLException {
        try (var file = raw();
                var lines = file.createStatement().executeQuery("SCRIPT NOPASSWORDS NOSETTINGS")) {
            var all = new ArrayList<String>();
            while (lines.next()) {
                all.add(lines.getString(1));
            }
            return all;
        }
    }

    private java.sql.Connection raw() throws SQLException {
        return DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("notes"), "sa", "");
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
