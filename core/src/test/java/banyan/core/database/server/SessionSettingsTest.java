package banyan.core.database.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.BoardException;
import banyan.core.Seed;
import banyan.core.database.DatabaseException;
import banyan.core.store.Notes;
import banyan.core.store.NotesServer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The settings of a session, whatever the server, the database or the role has set. */
class SessionSettingsTest {
    @AutoClose
    private static final NotesServer SERVER = NotesServer.start();

    @BeforeAll
    static void createRole() {
        SERVER.execute("CREATE ROLE odd LOGIN SUPERUSER");
    }

    @BeforeEach
    void dropSchema() {
        SERVER.dropSchema();
        SERVER.execute("ALTER ROLE odd RESET ALL");
    }

    @Test
    void areAppliedWhateverTheRoleHas() {
        var odd = Map.of(
                "default_transaction_isolation", "serializable",
                "default_transaction_deferrable", "on",
                "statement_timeout", "300ms",
                "lock_timeout", "1ms",
                "idle_in_transaction_session_timeout", "0",
                "idle_session_timeout", "1s",
                "transaction_timeout", "300ms",
                "client_connection_check_interval", "0",
                "synchronous_commit", "off");
        odd.forEach((name, value) -> SERVER.execute("ALTER ROLE odd SET " + name + " = '" + value + "'"));
        try (var notes = open()) {
            var set = notes.database()
                    .<Map<String, String>>read(handle ->
                            odd.keySet().stream().collect(Collectors.toMap(name -> name, name -> show(handle, name))));
            assertThat(set)
                    .containsEntry("default_transaction_isolation", "read committed")
                    .containsEntry("default_transaction_deferrable", "off")
                    .containsEntry("statement_timeout", "7s")
                    .containsEntry("lock_timeout", "5s")
                    .containsEntry("idle_in_transaction_session_timeout", "10s")
                    .containsEntry("idle_session_timeout", "0")
                    .containsEntry("transaction_timeout", "0")
                    .containsEntry("client_connection_check_interval", "2s")
                    .containsEntry("synchronous_commit", "on");
            assertThat(notes.database()
                            .<String>write(transaction -> show(transaction.handle(), "transaction_isolation")))
                    .isEqualTo("read committed");
        }
    }

    @Test
    void keepAStricterCommitSetting() {
        SERVER.execute("ALTER ROLE odd SET synchronous_commit = remote_apply");
        try (var notes = open()) {
            assertThat(notes.database().<String>read(handle -> show(handle, "synchronous_commit")))
                    .isEqualTo("remote_apply");
        }
    }

    private static String show(Handle handle, String name) {
        return handle.select("SHOW " + name).mapTo(String.class).one();
    }

    @Test
    void letWritersOfSeveralProcessesTakeTurnsUnderStricterDefaults() throws Exception {
        SERVER.execute("ALTER ROLE odd SET default_transaction_isolation = 'serializable'");
        var threads = Executors.newFixedThreadPool(4);
        try (var one = open();
                var other = open()) {
            var writes = threads.invokeAll(IntStream.range(0, 100)
                    .<Callable<Long>>mapToObj(i -> () -> (i % 2 == 0 ? one : other).add(1, "note"))
                    .toList());
            for (var write : writes) {
                assertThat(write.get()).isPositive();
            }
            assertThat(one.feed()).hasSize(100);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Beside the settings: a migration may take any time, with connections that are not pooled. */
    @Test
    void letAMigrationTakeAnyTime() throws Exception {
        try (var notes = open();
                var migrating = notes.connections()
                        .dataSource()
                        .unwrap(ServerPool.class)
                        .migrating()
                        .getConnection();
                var rows = migrating.createStatement().executeQuery("SHOW statement_timeout")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("0");
            assertThat(migrating.getNetworkTimeout()).isEqualTo(600_000);
        }
    }

    @Test
    void retriesATransactionThatTheServerRolledBack() {
        try (var notes = open()) {
            for (var state : List.of("40001", "40P01")) {
                var attempts = new AtomicInteger();
                notes.database().write(transaction -> {
                    transaction.record("created", Notes.insert(transaction, 1, state), null);
                    return attempts.getAndIncrement() == 0 ? raise(transaction.handle(), state) : 0;
                });
            }
            assertThat(notes.all()).extracting(Notes.Note::text).containsExactly("40001", "40P01");
            assertThat(notes.feed()).extracting(Notes.Entry::position).containsExactly(1L, 2L);
        }
    }

    @Test
    void reportsATransientFailureAsUnavailable() {
        try (var notes = open()) {
            assertThat(attempts(notes, "40001")).isEqualTo(2);
            assertThat(attempts(notes, "40003"))
                    .as("it is unknown whether it was rolled back")
                    .isEqualTo(1);
            for (var state : List.of("53100", "53200", "53300", "57014", "57P03", "58030", "25006", "25P03", "55P03")) {
                assertThat(attempts(notes, state)).as(state).isEqualTo(1);
            }
            assertThat(notes.add(1, "afterwards")).isPositive();
        }
    }

    private static int attempts(Notes notes, String state) {
        var attempts = new AtomicInteger();
        assertThatThrownBy(() -> notes.database().write(transaction -> {
                    attempts.incrementAndGet();
                    return raise(transaction.handle(), state);
                }))
                .as(state)
                .isInstanceOfSatisfying(
                        BoardException.class, e -> assertThat(e.kind()).isEqualTo(BoardException.Kind.UNAVAILABLE));
        return attempts.get();
    }

    @Test
    void reportsAnotherFailureAsABug() {
        try (var notes = open()) {
            assertThatThrownBy(() -> notes.database().read(handle -> raise(handle, "22012")))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageStartingWith("SQLSTATE 22012: DO ");
        }
    }

    private static int raise(Handle handle, String state) {
        return handle.execute("DO $$ BEGIN RAISE 'as the test has it' USING ERRCODE = '" + state + "'; END $$");
    }

    private static Notes open() {
        return Notes.over(DatabaseServer.open(SERVER.address("odd"), "notes"), Seed.NONE);
    }
}
