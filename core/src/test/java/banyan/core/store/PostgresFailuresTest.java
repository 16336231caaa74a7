package banyan.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.BoardException;
import banyan.core.Seed;
import banyan.core.database.StoreException;
import banyan.core.database.pool.PoolSettings;
import banyan.core.database.server.DatabaseAddress;
import banyan.core.database.server.DatabaseServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A PostgreSQL server that cannot be used as it is, or not for a while. */
class PostgresFailuresTest {
    @AutoClose
    @RegisterExtension
    private static final NotesServer SERVER = NotesServer.start();

    @Test
    void rejectsAProgramThatIsTooOld() {
        try (var notes = open(Seed.NONE)) {
            notes.execute("INSERT INTO program (oldest) VALUES (99)");
        }
        assertThatThrownBy(() -> open(Seed.NONE))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll("notes", "jdbc:postgresql://", "newer schema", "99");
    }

    @Test
    void rejectsADatabaseThatDoesNotExist() {
        assertRejected(SERVER.address("postgres", "nowhere"), "notes", "nowhere");
    }

    @Test
    void rejectsARoleWithoutRights() {
        SERVER.execute("DROP ROLE IF EXISTS guest");
        SERVER.execute("CREATE ROLE guest LOGIN");
        assertRejected(SERVER.address("guest"), "notes", "permission denied");
        SERVER.execute("CREATE SCHEMA notes");
        assertRejected(SERVER.address("guest"), "notes", "GRANT USAGE, CREATE ON SCHEMA notes");
    }

    @Test
    void recoversAfterItsConnectionsWereCut() {
        try (var notes = open(Seed.NONE)) {
            assertThatThrownBy(() -> notes.database().write(transaction -> {
                        cut();
                        return transaction.handle().execute("SELECT 1");
                    }))
                    .isInstanceOfSatisfying(
                            BoardException.class, e -> assertThat(e.kind()).isEqualTo(BoardException.Kind.UNAVAILABLE));
            assertThat(afterAllOldConnections(notes)).isGreaterThan(100);
        }
    }

    /**
     * Retries past all old connections: the pool does not test one that was in use a moment ago, and drops it when it
     * fails.
     */
    private static long afterAllOldConnections(Notes notes) {
        for (int old = 0; old < PoolSettings.CONNECTIONS; old++) {
            try {
                return notes.add(1, "afterwards");
            } catch (BoardException e) {
                assertThat(e.kind()).isEqualTo(BoardException.Kind.UNAVAILABLE);
            }
        }
        return notes.add(1, "at last");
    }

    @Test
    void waitsForAWriterElsewhereForABoundedTime() {
        try (var notes = open(Seed.NONE);
                var other = open(Seed.NONE)) {
            other.database().write(transaction -> {
                assertThatThrownBy(() -> notes.add(1, "late"))
                        .isInstanceOfSatisfying(
                                BoardException.class,
                                e -> assertThat(e.kind()).isEqualTo(BoardException.Kind.UNAVAILABLE));
                return true;
            });
            assertThat(notes.add(1, "in time")).isGreaterThan(100);
        }
    }

    private static void assertRejected(DatabaseAddress address, String... parts) {
        assertThatThrownBy(() -> DatabaseServer.open(address, "notes"))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.isTransient()).isFalse())
                .hasMessageContainingAll(parts);
    }

    /** Cuts all connections of the module, including those in use. */
    private static void cut() {
        SERVER.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'banyan notes'");
    }

    private static Notes open(Seed seed) {
        return SERVER.open(seed);
    }
}
