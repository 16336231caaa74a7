package banyan.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.BoardException;
import banyan.core.Seed;
import banyan.core.database.JdbiFactory;
import banyan.core.database.StoreException;
import banyan.core.transfer.export.Export;
import banyan.core.transfer.export.Import;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

/** Exports and imports over a slow line, and over one that breaks. */
class PostgresDataTest {
    private static final String SLOW = "slow";

    @AutoClose
    @RegisterExtension
    private static final NotesServer SERVER = NotesServer.start();

    private static String export;

    @BeforeAll
    static void exportNotes() throws IOException {
        try (var notes = open(Seed.TUTORIAL)) {
            notes.add(1, "x".repeat(20_000)); // takes a while to arrive
            var out = new ByteArrayOutputStream();
            notes.data().exportTo(out, false);
            export = out.toString(StandardCharsets.UTF_8);
        }
    }

    @Test
    void isExportedToASlowReader() throws IOException {
        open(Seed.TUTORIAL).close();
        var out = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] from, int offset, int length) {
                awaitSilence();
                super.write(from, offset, length);
            }
        };
        slow("500ms")
                .useTransaction(
                        TransactionIsolationLevel.REPEATABLE_READ,
                        handle -> Export.write(handle, "notes", out, 0, false));
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"end\"");
    }

    @Test
    void isImportedFromASlowSender() throws IOException {
        try (var notes = open(Seed.NONE)) {
            var lines = new ByteArrayInputStream(export.getBytes(StandardCharsets.UTF_8)) {
                @Override
                public synchronized int read(byte[] to, int offset, int most) {
                    SERVER.execute("SELECT pg_sleep(1.1)"); // less than the lease, of which all pieces take longer
                    return super.read(to, offset, Math.min(most, export.length() / 6));
                }
            };
            slow("2s").useHandle(handle -> Import.read(handle, "notes", lines, false));
            assertThat(notes.all()).hasSize(4);
        }
    }

    @Test
    void isNotImportedIfTheConnectionBreaks() throws IOException {
        try (var notes = open(Seed.NONE)) {
            assertThatThrownBy(() -> notes.data().importFrom(breaking(), false))
                    .isInstanceOfSatisfying(
                            BoardException.class, e -> assertThat(e.kind()).isEqualTo(BoardException.Kind.UNAVAILABLE));
            assertThatThrownBy(() -> Import.read(notes.connections().dataSource(), Notes.SCHEMA, breaking(), false))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("nothing was written");
        }
        try (var notes = open(Seed.NONE)) {
            assertThat(notes.all()).isEmpty();
        }
    }

    /** The server is lost during the commit. */
    @Test
    void hasAnUnknownOutcomeIfTheConnectionBreaksInTheCommit() throws IOException {
        try (var notes = open(Seed.NONE)) {
            notes.execute("""
                    CREATE FUNCTION leave() RETURNS trigger LANGUAGE plpgsql
                    AS $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$
                    """);
            notes.execute("""
                    CREATE CONSTRAINT TRIGGER at_the_end AFTER INSERT ON note DEFERRABLE INITIALLY DEFERRED
                    FOR EACH ROW EXECUTE FUNCTION leave()
                    """);
            assertThatThrownBy(() -> notes.data().importFrom(lines(), false))
                    .isInstanceOfSatisfying(
                            BoardException.class, e -> assertThat(e.kind()).isEqualTo(BoardException.Kind.UNAVAILABLE));
            assertThatThrownBy(() -> Import.read(notes.connections().dataSource(), Notes.SCHEMA, lines(), false))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("all data was written, or none")
                    .hasMessageNotContaining("nothing was written");
        }
    }

    /** Waits until the session has been idle for longer than its lease, or has ended for that. */
    private static void awaitSilence() {
        Eventually.holds(() -> SERVER.jdbi()
                .withHandle(
                        handle -> handle.select("""
                        SELECT COUNT(*) = 0 FROM pg_stat_activity
                        WHERE application_name = ? AND state_change > clock_timestamp() - INTERVAL '1200 ms'
                        """, SLOW).mapTo(boolean.class).one()));
    }

    private static InputStream lines() {
        return new ByteArrayInputStream(export.getBytes(StandardCharsets.UTF_8));
    }

    private static InputStream breaking() {
        return new ByteArrayInputStream(export.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] to, int offset, int most) {
                if (pos > 0) {
                    SERVER.execute(
                            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'banyan notes'");
                }
                return super.read(to, offset, Math.min(most, export.length() / 2));
            }
        };
    }

    /** Returns sessions with this limit for idle transactions. */
    private static Jdbi slow(String lease) {
        var source = (PGSimpleDataSource) SERVER.source();
        source.setApplicationName(SLOW);
        source.setCurrentSchema("notes");
        source.setOptions("-c idle_in_transaction_session_timeout=" + lease);
        return JdbiFactory.over(source);
    }

    private static Notes open(Seed seed) {
        return SERVER.open(seed);
    }
}
