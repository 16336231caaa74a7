package banyan.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.BoardException;
import banyan.core.Seed;
import banyan.core.database.StoreException;
import banyan.core.database.file.DatabaseFile;
import banyan.core.database.pool.PoolSettings;
import banyan.core.store.Notes.Entry;
import banyan.core.store.Notes.Note;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contents of a database after its first and later openings. */
class DatabaseTest {
    private static final List<Note> TUTORIAL =
            List.of(new Note(1, 7, "one"), new Note(2, 8, "two"), new Note(3, 7, "three"));

    @TempDir
    private Path folder;

    @Test
    void isFilledThroughTheFeedIfItIsNew() {
        try (var notes = Notes.open(folder, Seed.TUTORIAL)) {
            assertThat(notes.all()).isEqualTo(TUTORIAL);
            assertThat(notes.seed()).isEqualTo("tutorial");
            assertThat(notes.feed())
                    .containsExactly(
                            new Entry(1, "created", 1), new Entry(2, "created", 2), new Entry(3, "created", 3));
        }
    }

    @Test
    void isNotFilledAgain() {
        Notes.open(folder, Seed.TUTORIAL).close();
        try (var notes = Notes.open(folder, Seed.TUTORIAL)) {
            assertThat(notes.all()).isEqualTo(TUTORIAL);
            assertThat(notes.feed()).hasSize(3);
        }
    }

    @Test
    void isNotFilledAgainAfterItWasEmptied() {
        try (var notes = Notes.open(folder, Seed.TUTORIAL)) {
            notes.execute("DELETE FROM note");
        }
        try (var notes = Notes.open(folder, Seed.TUTORIAL)) {
            assertThat(notes.all()).isEmpty();
            assertThat(notes.feed()).hasSize(3);
        }
    }

    @Test
    void staysEmptyAfterAnOpeningWithoutASeed() {
        Notes.open(folder, Seed.NONE).close();
        try (var notes = Notes.open(folder, Seed.TUTORIAL)) {
            assertThat(notes.all()).isEmpty();
            assertThat(notes.feed()).isEmpty();
            assertThat(notes.seed()).isEqualTo("none");
        }
    }

    @Test
    void isFilledNextTimeIfTheProgramDiedAfterTheMigration() {
        try (var file = DatabaseFile.open(folder, "notes")) {
            Migrations.migrate(file.dataSource(), Notes.SCHEMA);
        }
        try (var notes = Notes.open(folder, Seed.TUTORIAL)) {
            assertThat(notes.all()).isEqualTo(TUTORIAL);
        }
    }

    @Test
    void isUnavailableWhileItsPoolIsEmpty() throws SQLException {
        try (var notes = Notes.open(folder, Seed.NONE)) {
            var all = new ArrayList<Connection>();
            for (int i = 0; i < PoolSettings.CONNECTIONS; i++) {
                all.add(notes.connections().dataSource().getConnection());
            }
            for (var attempt : List.<ThrowingCallable>of(notes::all, () -> notes.add(1, "one"))) {
                assertThatThrownBy(attempt)
                        .isInstanceOfSatisfying(
                                BoardException.class,
                                e -> assertThat(e.kind()).isEqualTo(BoardException.Kind.UNAVAILABLE))
                        .hasMessageContaining("notes");
            }
            for (var one : all) {
                one.close();
            }
            assertThat(notes.all()).isEmpty();
        }
    }

    @Test
    void isFilledAtomically() {
        var failing = new Schema("notes", Notes.class.getClassLoader(), (transaction, number, row) -> {
            Notes.SCHEMA.tutorial().write(transaction, number, row);
            if (number == 3) {
                throw new StoreException("the third row is too much");
            }
        });
        try (var file = DatabaseFile.open(folder, "notes")) {
            assertThatThrownBy(() -> Database.open(file.dataSource(), failing, Seed.TUTORIAL))
                    .isInstanceOf(StoreException.class);
        }
        try (var notes = Notes.open(folder, Seed.NONE)) {
            assertThat(notes.all()).isEmpty();
            assertThat(notes.feed()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void numbersNewItemsFrom101(Seed seed) {
        try (var notes = Notes.open(folder, seed)) {
            assertThat(notes.add(1, "first")).isEqualTo(101);
            assertThat(notes.add(1, "second")).isEqualTo(102);
        }
        try (var notes = Notes.open(folder, seed)) {
            assertThat(notes.add(1, "third")).isGreaterThan(102);
        }
    }

    @Test
    void keepsItsIdForLife() {
        assertThat(storeId(folder)).isEqualTo(storeId(folder)).isNotEqualTo(storeId(folder.resolve("other")));
    }

    @Test
    void runsOnTheSchemaOfTheNextReleaseIfThatAllowsIt() {
        try (var notes = Notes.open(folder, Seed.TUTORIAL)) {
            notes.execute("ALTER TABLE note ADD COLUMN edited_at TIMESTAMP WITH TIME ZONE");
            notes.execute("INSERT INTO program (oldest) VALUES (1)");
            recordMigration(notes, "98.1");
        }
        try (var notes = Notes.open(folder, Seed.TUTORIAL)) {
            assertThat(notes.all()).isEqualTo(TUTORIAL);
            assertThat(notes.add(1, "written by the previous release")).isGreaterThan(100);
        }
    }

    @Test
    void isRejectedUnchangedByAProgramThatIsTooOld() throws Exception {
        try (var notes = Notes.open(folder, Seed.TUTORIAL)) {
            notes.execute("INSERT INTO program (oldest) VALUES (99)");
            recordMigration(notes, "99.1");
        }
        var before = Files.readAllBytes(Notes.path(folder));
        assertThatThrownBy(() -> Notes.open(folder, Seed.TUTORIAL))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(Notes.path(folder).toString())
                .hasMessageContaining("newer schema")
                .hasMessageContaining("99");
        assertThat(Notes.path(folder)).hasBinaryContent(before);
    }

    /** A jar may lack entries for its folders, which Flyway lists. */
    @Test
    void isRejectedForAModuleWithoutMigrations() {
        var schema = new Schema("bare", Notes.class.getClassLoader(), (transaction, number, row) -> {});
        try (var file = DatabaseFile.open(folder, "bare")) {
            assertThatThrownBy(() -> Database.open(file.dataSource(), schema, Seed.NONE))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContainingAll("database of bare", "META-INF/banyan/bare");
        }
    }

    private static UUID storeId(Path folder) {
        try (var notes = Notes.open(folder, Seed.NONE)) {
            return notes.database().storeId();
        }
    }

    private static void recordMigration(Notes notes, String version) {
        notes.database().write(transaction -> transaction.handle().execute("""
                INSERT INTO "schema_history"
                SELECT MAX("installed_rank") + 1, ?, 'of the future', 'SQL', 'V__x.sql', 1, 'sa', CURRENT_TIMESTAMP, 1, TRUE
                FROM "schema_history"
                """, version));
    }
}
