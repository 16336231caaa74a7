package banyan.core.database.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.BoardException;
import banyan.core.Seed;
import banyan.core.store.Eventually;
import banyan.core.store.Notes;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that becomes read-only, rejects the password, or loses its connection to the writer. */
@Timeout(60)
class LostServerTest {
    private static EmbeddedPostgres server;

    @BeforeAll
    static void startServer(@TempDir Path folder) throws IOException {
        server = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("server"))
                .setCleanDataDirectory(false)
                .start();
        Files.writeString(
                folder.resolve("server/pg_hba.conf"), "host all board all scram-sha-256\nhost all all all trust\n");
        execute("SELECT pg_reload_conf()");
        execute("CREATE ROLE board LOGIN PASSWORD 'first'");
        execute("GRANT CREATE ON DATABASE postgres TO board");
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @BeforeEach
    void dropSchema() {
        execute("DROP SCHEMA IF EXISTS notes CASCADE");
    }

    /** The sessions stay open, and the server does not notify them. */
    @Test
    void isLeftByAllConnectionsOnceItIsReadOnly() {
        try (var notes = open()) {
            notes.add(1, "before");
            var before = sessions();
            turnReadOnly("on");
            try {
                assertUnavailable(() -> notes.add(1, "rejected"));
                Eventually.holds(() -> Collections.disjoint(sessions(), before)); // the server ends them a moment later
            } finally {
                turnReadOnly("off");
            }
            awaitWriting(notes);
            assertThat(notes.all()).extracting(Notes.Note::text).containsExactly("before", "after");
        }
    }

    /** Otherwise reads would be stale until the next write. */
    @Test
    void isLeftByReadersToo() {
        try (var notes = open()) {
            var before = sessions();
            turnReadOnly("on");
            try {
                assertThat(notes.all()).isEmpty(); // this response says that the server is read-only
            } finally {
                turnReadOnly("off");
            }
            assertThat(notes.all()).isEmpty();
            assertThat(sessions()).doesNotContainAnyElementsOf(before);
        }
    }

    @Test
    void getsTheCurrentPasswordOfTheFile(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("password"), "first\n");
        var password = DatabasePassword.inFile("PASSWORD_FILE", file);
        var address = address("board").as(Optional.of("board"), Optional.of(password));
        try (var notes = Notes.over(DatabaseServer.open(address, "notes"), Seed.NONE)) {
            notes.add(1, "before");
            execute("ALTER ROLE board PASSWORD 'second'");
            cut();
            assertUnavailable(() -> notes.add(1, "with the first"));
            Files.writeString(file, "second\n");
            awaitWriting(notes);
        } finally {
            execute("ALTER ROLE board PASSWORD 'first'");
        }
    }

    @Test
    void getsARejectedPasswordAtMostOncePerPause(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("password"), "wrong\n");
        var password = DatabasePassword.inFile("PASSWORD_FILE", file);
        var source = address("board")
                .as(Optional.of("board"), Optional.of(password))
                .source("notes", SessionSettings.SERVING);
        assertThatThrownBy(source::getConnection)
                .hasMessageContainingAll("password authentication failed", "PASSWORD_FILE=" + file)
                .hasMessageNotContaining("wrong");
        execute("ALTER ROLE board PASSWORD 'wrong'");
        try {
            assertThatThrownBy(source::getConnection)
                    .as("it would be right by now, and is not tried")
                    .hasMessageContaining("password authentication failed");
            Files.writeString(file, "first\n");
            assertThatThrownBy(source::getConnection)
                    .as("another one is tried at once")
                    .hasMessageContaining("password authentication failed");
            Files.writeString(file, "wrong\n");
            source.getConnection().close();
        } finally {
            execute("ALTER ROLE board PASSWORD 'first'");
        }
    }

    /** The writer is silent as if its process were frozen or its network down. */
    @Test
    void takesTheTurnFromASilentWriter() throws Exception {
        var held = new CountDownLatch(1);
        var written = new CountDownLatch(1);
        var thread = Executors.newSingleThreadExecutor();
        try (var frozen = open();
                var other = open()) {
            var lost = thread.submit(() ->
                    assertUnavailable(() -> frozen.database().write(transaction -> {
                        transaction.record("created", Notes.insert(transaction, 1, "half a write"), null);
                        held.countDown();
                        await(written);
                        return transaction.handle().execute("UPDATE note SET text = 'a whole one'");
                    })));
            held.await();
            awaitWriting(other);
            written.countDown();
            lost.get();
            assertThat(other.all()).extracting(Notes.Note::text).containsExactly("after");
            assertThat(other.feed()).extracting(Notes.Entry::position).containsExactly(1L);
            assertThat(frozen.add(1, "thawed")).isPositive();
        } finally {
            thread.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Retries until a write succeeds. */
    private static void awaitWriting(Notes notes) {
        while (true) {
            try {
                notes.add(1, "after");
                return;
            } catch (BoardException e) {
                assertThat(e.kind()).isEqualTo(BoardException.Kind.UNAVAILABLE);
            }
        }
    }

    private static void assertUnavailable(ThrowingCallable attempt) {
        assertThatThrownBy(attempt)
                .isInstanceOfSatisfying(
                        BoardException.class, e -> assertThat(e.kind()).isEqualTo(BoardException.Kind.UNAVAILABLE));
    }

    /** Returns once new connections get the new setting. */
    private static void turnReadOnly(String onOrOff) {
        execute("ALTER SYSTEM SET default_transaction_read_only = " + onOrOff);
        execute("SELECT pg_reload_conf()");
        while (!Jdbi.create(server.getPostgresDatabase())
                .withHandle(handle -> handle.select("SHOW default_transaction_read_only")
                        .mapTo(String.class)
                        .one())
                .equals(onOrOff)) {
            Thread.onSpinWait();
        }
    }

    private static List<Integer> sessions() {
        return Jdbi.create(server.getPostgresDatabase())
                .withHandle(handle -> handle.select("""
                        SELECT pid FROM pg_stat_activity WHERE application_name = 'banyan notes'
                        """).mapTo(Integer.class).list());
    }

    private static void cut() {
        execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'banyan notes'");
    }

    private static void execute(String sql) {
        Jdbi.create(server.getPostgresDatabase()).useHandle(handle -> handle.execute(sql));
    }

    private static DatabaseAddress address(String role) {
        var url = server.getJdbcUrl(role, "postgres").replaceFirst("\\?.*", "");
        return new DatabaseAddress(url, Optional.of(role), Optional.empty());
    }

    private static Notes open() {
        return Notes.over(DatabaseServer.open(address("postgres"), "notes"), Seed.NONE);
    }
}
