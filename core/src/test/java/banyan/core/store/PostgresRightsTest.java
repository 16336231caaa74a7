package banyan.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.Seed;
import banyan.core.database.StoreException;
import banyan.core.revision.RevisionTracking;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rights that the role of a module needs: with them everything works, and without any one of them nothing does. */
class PostgresRightsTest {
    private static final String DATABASE = "own";
    private static final String ROLE = "of_notes";
    private static final String MAKE_SCHEMA = "CREATE SCHEMA notes";

    @AutoClose
    private static final NotesServer SERVER = NotesServer.start();

    @BeforeEach
    void createRoleWithoutRights() {
        SERVER.execute("CREATE ROLE " + ROLE + " LOGIN");
        createDatabase();
    }

    @AfterEach
    void dropRole() {
        SERVER.execute("DROP DATABASE " + DATABASE + " WITH (FORCE)");
        SERVER.execute("GRANT USAGE ON LANGUAGE plpgsql TO PUBLIC");
        SERVER.execute("DROP ROLE " + ROLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"REVOKE ALL ON SCHEMA public FROM PUBLIC", "GRANT ALL ON SCHEMA public TO PUBLIC"})
    void areConnectAndCreateOnItsOwnDatabase(String publicSchema) throws IOException {
        in("GRANT CONNECT, CREATE ON DATABASE own TO of_notes", publicSchema);
        assertEverythingWorks();
    }

    @Test
    void orUsageAndCreateOnItsSchema() throws IOException {
        in(
                "GRANT CONNECT ON DATABASE own TO of_notes",
                MAKE_SCHEMA,
                "GRANT USAGE, CREATE ON SCHEMA notes TO of_notes",
                "REVOKE ALL ON SCHEMA public FROM PUBLIC");
        assertEverythingWorks();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GRANT CREATE ON DATABASE own TO of_notes              |                                          | permission denied for database
            GRANT CONNECT ON DATABASE own TO of_notes             |                                          | permission denied for database
            GRANT CONNECT, TEMP ON DATABASE own TO of_notes       |                                          | permission denied for database
            GRANT CONNECT ON DATABASE own TO of_notes             | GRANT USAGE ON SCHEMA notes TO of_notes  | GRANT USAGE, CREATE ON SCHEMA notes
            GRANT CONNECT ON DATABASE own TO of_notes             | GRANT CREATE ON SCHEMA notes TO of_notes | GRANT USAGE, CREATE ON SCHEMA notes
            GRANT CONNECT, CREATE ON DATABASE own TO of_notes     | SELECT 1                                 | GRANT USAGE, CREATE ON SCHEMA notes
            """)
    void areAllNecessary(String onDatabase, String onSchema, String message) {
        in(onDatabase);
        if (onSchema != null) {
            in(MAKE_SCHEMA, onSchema);
        }
        assertThatThrownBy(this::open).isInstanceOf(StoreException.class).hasMessageContaining(message);
    }

    /** Each role has this right, unless an administrator has taken it away. */
    @Test
    void includeTheLanguageOfTheTriggers() throws IOException {
        in("GRANT CONNECT, CREATE ON DATABASE own TO of_notes", "REVOKE USAGE ON LANGUAGE plpgsql FROM PUBLIC");
        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("permission denied for language plpgsql");
        in("GRANT USAGE ON LANGUAGE plpgsql TO of_notes");
        assertEverythingWorks();
        in("REVOKE USAGE ON LANGUAGE plpgsql FROM of_notes");
    }

    private void assertEverythingWorks() throws IOException {
        var export = new ByteArrayOutputStream();
        try (var notes = open()) {
            assertThat(notes.database().read(RevisionTracking::isComplete)).isTrue();
            long id = notes.add(1, "first");
            notes.execute("UPDATE note SET text = 'changed' WHERE id = " + id);
            notes.add(1, "to be deleted");
            notes.execute("DELETE FROM note WHERE id > " + id);
            assertThat(revisions(notes)).containsExactly(5L, 7L);
            notes.data().exportTo(export, false);
        }
        in("DROP SCHEMA notes CASCADE", MAKE_SCHEMA, "GRANT USAGE, CREATE ON SCHEMA notes TO of_notes");
        try (var notes = open()) {
            notes.data().importFrom(new ByteArrayInputStream(export.toByteArray()), false);
            assertThat(notes.all()).extracting(Notes.Note::text).containsExactly("changed");
        }
        assertThatThrownBy(() -> SERVER.open(ROLE, "postgres", Seed.NONE)).hasMessageContaining("permission denied");
    }

    /** The revisions of the only note, and of the deleted one. */
    private static Iterable<Long> revisions(Notes notes) {
        return notes.database()
                .read(handle -> handle.select("SELECT revision FROM note UNION ALL SELECT revision FROM deleted_row")
                        .mapTo(long.class)
                        .list());
    }

    private Notes open() {
        return SERVER.open(ROLE, DATABASE, Seed.NONE);
    }

    private static void createDatabase() {
        SERVER.execute("CREATE DATABASE " + DATABASE);
        SERVER.execute("REVOKE ALL ON DATABASE " + DATABASE + " FROM PUBLIC");
        SERVER.execute("REVOKE ALL ON DATABASE postgres FROM PUBLIC");
    }

    private static void in(String... statements) {
        SERVER.executeIn(DATABASE, statements);
    }
}
