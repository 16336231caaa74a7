package banyan.copies;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.copies.ModuleHttp.Reply;
import banyan.core.Seed;
import banyan.core.database.ConnectionPool;
import banyan.core.database.file.DatabaseFile;
import banyan.core.database.server.DatabaseAddress;
import banyan.core.database.server.DatabaseServer;
import banyan.core.store.WriteTransaction;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind of write of each module reaches a standby, and each standby can be the home. */
class CopiedModulesTest {
    private static final String PASSWORD = "correct horse battery staple";
    private static final String OTHER = "a quite different one";
    private static final String ADDRESS = "192.0.2.1";
    private static final int MANY = 120;

    private static EmbeddedPostgres server;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startServer() throws IOException, SQLException {
        server = EmbeddedPostgres.start();
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            for (var name : new String[] {"one", "other"}) {
                statement.execute("CREATE DATABASE " + name);
            }
        }
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"file, file", "server, server"})
    void haveTheSameRowsAfterEachKindOfWrite(String kindOfHome, String kindOfStandby) throws Exception {
        try (var one = OpenBoard.over(databases(kindOfHome, "one"), Seed.TUTORIAL);
                var other = OpenBoard.over(databases(kindOfStandby, "other"), Seed.NONE)) {
            var board = new FollowedBoard(one, other);
            var first = new Story(board, "first");
            first.tell();
            board.exchange();
            first.repeat();
            new Story(board, "second").tell();
            board.exchange();
            first.repeat();
            var endpoints = new TreeSet<String>();
            one.names().forEach(name -> endpoints.addAll(one.http(name).writes()));
            assertThat(board.written()).isEqualTo(endpoints).hasSizeGreaterThan(9);
        }
    }

    @Test
    void haveTheSameRowsAfterAnImport() throws Exception {
        try (var original = OpenBoard.over(databases("file", "original"), Seed.TUTORIAL);
                var one = OpenBoard.over(databases("file", "one"), Seed.NONE);
                var other = OpenBoard.over(databases("file", "other"), Seed.NONE)) {
            var board = new FollowedBoard(one, other);
            for (var name : one.names()) {
                var export = new ByteArrayOutputStream();
                original.data(name).exportTo(export, true);
                board.run("an import of " + name, () -> load(one, name, export));
            }
            new Story(board, "imported").tell();
        }
    }

    private static void load(OpenBoard board, String name, ByteArrayOutputStream export) {
        try {
            board.data(name).importFrom(new ByteArrayInputStream(export.toByteArray()), name.equals("users"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Function<String, ConnectionPool> databases(String kind, String name) {
        if (kind.equals("file")) {
            return module -> DatabaseFile.open(folder.resolve(name), module);
        }
        var url = server.getJdbcUrl("postgres", name).replaceFirst("\\?.*", "");
        return module ->
                DatabaseServer.open(new DatabaseAddress(url, Optional.of("postgres"), Optional.empty()), module);
    }

    /** Writes of each kind, by people of its own. */
    private static final class Story {
        private final FollowedBoard board;
        private final String name;
        private String annas = "";
        private String thread = "";
        private String post = "";

        Story(FollowedBoard board, String name) {
            this.board = board;
            this.name = name;
        }

        void tell() throws IOException {
            var anna = register("anna" + name);
            annas = signIn("anna" + name, PASSWORD, ADDRESS);
            signIn("anna" + name, PASSWORD, "198.51.100.7");
            var bert = register("bert" + name);
            var berts = signIn("bert" + name, PASSWORD, ADDRESS);
            command("moderator", "add", "bert" + name);
            command("moderator", "remove", "bert" + name);
            command("moderator", "add", "bert" + name);

            thread = write("POST", "threads", "", "{\"title\":\"a thread\"}", annas, "thread")
                    .field("id");
            write("PATCH", "threads/{id}", thread, "{\"title\":\"another title\"}", annas, "");
            post = post().field("id");
            repeat();
            write("PATCH", "posts/{id}", post, "{\"text\":\"another text\"}", annas, "");
            expireRecord();
            var second =
                    write("POST", "posts", "", text(thread), annas, "second").field("id");
            write("DELETE", "posts/{id}", second, "", berts, "");
            fill(thread, bert);
            forgetCursors();

            write("PATCH", "users/{id}", anna, "{\"name\":\"Anna\",\"bio\":\"of this test\"}", annas, "");
            write(
                    "PATCH",
                    "users/{id}",
                    anna,
                    "{\"password\":\"" + OTHER + "\",\"oldPassword\":\"" + PASSWORD + "\"}",
                    annas,
                    "");
            annas = signIn("anna" + name, OTHER, ADDRESS);
            command("keys", "rotate");
            command("keys", "revoke", lastKey());

            var full = write("POST", "threads", "", "{\"title\":\"a full one\"}", annas, "full")
                    .field("id");
            fill(full, anna);
            write("DELETE", "threads/{id}", full, "", berts, "");
            var carla = register("carla" + name);
            write("DELETE", "users/{id}", carla, "", signIn("carla" + name, PASSWORD, ADDRESS), "");
            write("DELETE", "users/{id}", register("dora" + name), "", berts, "");
        }

        /** A retry gets the stored response, also at another home, and the session goes on there. */
        void repeat() throws IOException {
            assertThat(post().field("id")).isEqualTo(post);
        }

        private String register(String username) throws IOException {
            var body = "{\"username\":\"" + username + "\",\"password\":\"" + PASSWORD + "\"}";
            return write("POST", "users", "", body, "", username).field("id");
        }

        private String signIn(String username, String password, String address) throws IOException {
            var body = "{\"username\":\"" + username + "\",\"password\":\"" + password + "\"}";
            return board.send("POST", "users/tokens", "", body, Map.of(), address)
                    .field("token");
        }

        private Reply post() throws IOException {
            return write("POST", "posts", "", text(thread), annas, "post");
        }

        private static String text(String thread) {
            return "{\"thread\":" + thread + ",\"text\":\"a \\\"text\\\"\\nof two lines\"}";
        }

        private Reply write(String method, String path, String id, String body, String token, String key)
                throws IOException {
            var headers = token.isEmpty() ? Map.<String, String>of() : Map.of("Authorization", "Bearer " + token);
            if (!key.isEmpty()) {
                headers = new HashMap<>(headers);
                headers.put("Idempotency-Key", "\"" + key + "-" + name + "\"");
            }
            return board.send(method, path, id, body, headers, ADDRESS);
        }

        private void command(String command, String... arguments) throws IOException {
            board.run(
                    command + " " + String.join(" ", arguments),
                    () -> board.home().command("users", command, arguments));
        }

        private String lastKey() {
            var keys = board.home().command("users", "keys", "list");
            return keys.get(keys.size() - 1).replaceFirst(" .*", "");
        }

        /** Writes many posts at once, which no client may. */
        private void fill(String thread, String user) throws IOException {
            change("posts", change -> {
                for (int i = 0; i < MANY; i++) {
                    long id = change.handle()
                            .createUpdate("INSERT INTO post (thread, text, author, created_at) VALUES (?, 'x', ?, ?)")
                            .bind(0, Long.parseLong(thread))
                            .bind(1, Long.parseLong(user))
                            .bind(2, change.at())
                            .executeAndReturnGeneratedKeys("id")
                            .mapTo(long.class)
                            .one();
                    change.record("created", id, Long.parseLong(thread));
                }
                return MANY;
            });
        }

        /** The next thread with a key deletes the record. */
        private void expireRecord() throws IOException {
            change(
                    "threads",
                    change -> change.handle()
                            .execute("UPDATE receipt SET at = at - INTERVAL '2' DAY WHERE item = " + thread));
        }

        /** Followers read their feeds again from the start, confirm their rows, and delete others. */
        private void forgetCursors() throws IOException {
            board.run(
                    "a loss of cursors",
                    () -> board.home()
                            .names()
                            .forEach(
                                    module -> board.home()
                                            .database(module)
                                            .write(
                                                    change -> change.handle()
                                                            .execute(
                                                                    "UPDATE feed_cursor SET feed_id = '00000000-0000-0000-0000-000000000001'"))));
        }

        private void change(String module, Function<WriteTransaction, Integer> work) throws IOException {
            board.run(
                    "a change of " + module, () -> board.home().database(module).write(work));
        }
    }
}
