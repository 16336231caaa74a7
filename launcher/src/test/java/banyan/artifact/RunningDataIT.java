package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The commands {@code export} and {@code import} while a board has the module open. */
@Execution(ExecutionMode.CONCURRENT)
class RunningDataIT {
    private static final Map<String, String> TOKEN = Map.of("BANYAN_ADMIN_TOKEN", "open sesame");
    private static final int MANY = 60_000;

    @TempDir
    private Path folder;

    @Test
    void copyAWholeBoardWhileBothServe() throws Exception {
        try (var board = BoardProcess.start(folder.resolve("data"));
                var other = BoardProcess.start(folder.resolve("other"), "--seed=none")) {
            Person.register(board, "bmo");
            var bmo = Person.signIn(board, "bmo");
            bmo.send("POST", "/api/threads", "{\"title\":\"Gone\"}");
            bmo.send("POST", "/api/threads", "{\"title\":\"Football\"}");
            bmo.send("POST", "/api/posts", "{\"thread\":102,\"text\":\"Who wants to play?\"}");
            bmo.delete("/api/threads/101");
            awaitPosts(bmo, 1);
            for (var module : List.of("users", "threads", "posts")) {
                carry(module, board, other);
            }
            for (var path : List.of("/api/users", "/api/threads", "/api/posts", "/api/posts/changes")) {
                assertThat(other.get(path).body())
                        .as(path)
                        .isEqualTo(board.get(path).body());
            }
            assertThat(PostgresIT.storeIds(other)).hasSize(3).isEqualTo(PostgresIT.storeIds(board));
            assertThat(other.get("/api/posts/contract").body())
                    .contains(PostgresIT.storeIds(board).get(0)); // posts, in alphabetical order
            var response = Person.anonymous(other)
                    .send(
                            "POST",
                            "/api/posts",
                            "{\"thread\":102,\"text\":\"Here too\"}",
                            "Authorization",
                            "Bearer " + bmo.token());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
            assertThat(response.body()).contains("\"id\":10102,");
            awaitPosts(Person.anonymous(other), 2);
            given(other, "import", "posts", "--from=" + folder.resolve("posts"))
                    .assertPrints(1, "has rows already", "of post", "nothing was changed");
        }
    }

    @Test
    void keepKeysThatTheExportDoesNotContain() throws Exception {
        var file = folder.resolve("users");
        try (var board = BoardProcess.start(folder.resolve("data"), "--modules=users");
                var other = BoardProcess.start(folder.resolve("other"), "--modules=users", "--seed=none")) {
            Person.register(board, "bmo");
            done(board, "export", "users", "--to=" + file);
            assertThat(file).content().doesNotContain("signing_key");
            done(other, "import", "users", "--from=" + file);
            var token = Person.requestToken(other, "bmo", "the password of bmo");
            assertThat(token.statusCode()).as(token.body()).isEqualTo(200);
        }
    }

    @Test
    void undoAnInterruptedImportAndEndAnUnreadExport() throws Exception {
        var file = folder.resolve("many");
        try (var board = BoardProcess.start(folder.resolve("data"), "--modules=posts", "--seed=none")) {
            done(board, "export", "posts", "--to=" + folder.resolve("none"));
            Files.write(file, (Iterable<String>) many(Files.readAllLines(folder.resolve("none")))::iterator);
            killAnImport(board, file);
            assertThat(board.get("/api/posts").body()).isEqualTo("[]");
            Eventually.holds(() -> isDoneOnceTheOtherHasEnded(board, "import", "posts", "--from=" + file));
            assertThat(board.get("/api/posts/" + (100 + MANY)).statusCode()).isEqualTo(200);
            try (var reader = new Client(board.adminPort())) {
                reader.send("GET /data/posts HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                        + BoardProcess.token() + "\r\n\r\n");
            }
            Eventually.holds(() -> isDoneOnceTheOtherHasEnded(board, "export", "posts"));
            assertThat(board.output()).noneMatch(line -> line.startsWith("\tat "));
        }
    }

    @Test
    void requireTheTokenAndAHostedModule() throws Exception {
        var file = folder.resolve("posts");
        var start = Artifact.built().command(BoardProcess.withDefaults(folder.resolve("data"), "--modules=posts"));
        try (var board = BoardProcess.launch(start, TOKEN)) {
            board.awaitReady();
            given(board, "export", "posts", "--to=" + file).assertPrints(2, "BANYAN_ADMIN_TOKEN", "has one of its own");
            assertThat(file).doesNotExist();
            given(TOKEN, board, "export", "users", "--to=" + file)
                    .assertPrints(1, "the board at http://127.0.0.1:" + board.adminPort() + " does not host users");
            given(TOKEN, board, "import", "users").assertPrints(1, "does not host users");
            assertThat(given(TOKEN, board, "export", "posts", "--to=" + file).code())
                    .isZero();
        }
    }

    @Test
    void rejectWebPages() throws Exception {
        try (var board = BoardProcess.start(folder.resolve("data"), "--modules=posts")) {
            assertThat(status(board, "GET", "Origin: http://localhost\r\n")).isEqualTo(403);
            assertThat(status(board, "GET", "Host: evil.example\r\n")).isEqualTo(403);
            assertThat(status(board, "PUT", "Content-Type: text/plain\r\n")).isEqualTo(415);
            assertThat(status(board, "POST", "Content-Type: application/x-ndjson\r\n"))
                    .isEqualTo(405);
        }
    }

    @Test
    void deleteAnInterruptedExport() throws Exception {
        var file = folder.resolve("posts");
        try (var board = new ServerSocket(0)) {
            var serving = new Thread(() -> breakOff(board));
            serving.start();
            given(board.getLocalPort(), Map.of(), "export", "posts", "--to=" + file)
                    .assertPrints(1, "was interrupted");
            serving.join();
        }
        assertThat(file).doesNotExist();
    }

    /** Three requests: one checks for a board, one for the module, and one transfers the data. */
    private static void breakOff(ServerSocket board) {
        for (var response : List.of(
                "Content-Length: 18\r\n\r\n{\"status\":\"alive\"}",
                "Content-Length: 0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n3\r\n{}\n\r\n")) {
            try (var socket = board.accept()) {
                var unused = socket.getInputStream().read(new byte[8_192]);
                socket.getOutputStream()
                        .write(("HTTP/1.1 200 OK\r\nConnection: close\r\n" + response)
                                .getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static void awaitPosts(Person person, int number) throws Exception {
        Eventually.holds(() ->
                person.get("/api/threads/102", "Accept", Person.BOARD).body().contains("\"postCount\":" + number));
    }

    private void carry(String module, BoardProcess from, BoardProcess to) throws Exception {
        var file = folder.resolve(module);
        done(from, "export", module, "--with-keys", "--to=" + file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        if (module.equals("users")) {
            done(to, "import", module, "--from=" + file, "--keep-keys");
        } else {
            done(to, "import", module, "--from=" + file);
        }
    }

    /** Creates an export of this many posts from an empty one, as earlier releases wrote it: without digests of its lines. */
    private static Stream<String> many(List<String> none) {
        var post = "{\"post\":{\"id\":%d,\"thread\":1,\"text\":\"" + "x".repeat(200)
                + "\",\"author\":1,\"created_at\":\"2026-01-01T00:00:00Z\"}}";
        var head = none.get(0)
                .replace("{\"post\":101}", "{\"post\":" + (101 + MANY) + "}")
                .replaceFirst(",\"keys\".*", "}");
        var end = none.get(none.size() - 1)
                .replace("\"post\":0", "\"post\":" + MANY)
                .replaceFirst(",\"digests\".*", "}");
        return Stream.concat(
                Stream.concat(
                        Stream.concat(
                                Stream.of(head),
                                none.stream().limit(none.size() - 1).skip(1)),
                        IntStream.rangeClosed(101, 100 + MANY).mapToObj(post::formatted)),
                Stream.of(end));
    }

    private static void killAnImport(BoardProcess board, Path file) throws Exception {
        var command = Artifact.built()
                .command(
                        "import",
                        "posts",
                        "--admin-port=" + board.adminPort(),
                        "--data=" + file.resolveSibling("none"));
        try (var importing = BoardProcess.launch(command);
                var lines = Files.lines(file)) {
            var out = importing.process().getOutputStream();
            for (var line : (Iterable<String>) lines.limit(MANY / 2)::iterator) {
                out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
            out.flush();
            assertThat(importing.process().isAlive())
                    .as("%s", importing.output())
                    .isTrue();
            importing.kill();
        }
    }

    private static int status(BoardProcess board, String method, String headers) throws IOException {
        try (var client = new Client(board.adminPort())) {
            var host = headers.startsWith("Host") ? "" : "Host: localhost\r\n";
            client.send(method + " /data/posts HTTP/1.1\r\n" + host + headers + "Authorization: Bearer "
                    + BoardProcess.token() + "\r\nContent-Length: 0\r\n\r\n");
            return client.response().orElseThrow().status();
        }
    }

    /** Only this rejection may be temporary. */
    private boolean isDoneOnceTheOtherHasEnded(BoardProcess board, String... words) throws Exception {
        var response = given(board, words);
        assertThat(response.code() == 0 || response.err().contains("Another export or import is running"))
                .as(response.err())
                .isTrue();
        return response.code() == 0;
    }

    private void done(BoardProcess board, String... words) throws Exception {
        var response = given(board, words);
        assertThat(response.code()).as(response.err()).isZero();
    }

    private Refusal given(BoardProcess board, String... words) throws Exception {
        return given(Map.of(), board, words);
    }

    private Refusal given(Map<String, String> environment, BoardProcess board, String... words) throws Exception {
        return given(board.adminPort(), environment, words);
    }

    private Refusal given(int adminPort, Map<String, String> environment, String... words) throws Exception {
        var all = new ArrayList<>(List.of(words));
        all.add("--admin-port=" + adminPort);
        all.add("--data=" + folder.resolve("nowhere"));
        return Refusal.of(Artifact.built().command(all.toArray(String[]::new)), environment);
    }
}
