package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The commands {@code export --since} and {@code import} of several files, with a running board and without one. */
@Execution(ExecutionMode.CONCURRENT)
class IncrementalExportIT {
    private static final Pattern REVISION = Pattern.compile("at revision (\\d+)\\n$");

    @TempDir
    private Path folder;

    @Test
    void bringPostsBack() throws Exception {
        var data = folder.resolve("data");
        var files = new ArrayList<String>();
        long revision;
        String posts;
        String changes;
        try (var board = BoardProcess.start(data)) {
            Person.register(board, "bmo");
            var bmo = Person.signIn(board, "bmo");
            revision = exported(board.adminPort(), data, files, 0);
            post(bmo, "one");
            post(bmo, "two");
            bmo.send("PATCH", "/api/posts/101", "{\"text\":\"the first one\"}");
            revision = exported(board.adminPort(), data, files, revision);
            bmo.delete("/api/posts/102");
            post(bmo, "three");
            rejectQueries(board, revision);
            posts = board.get("/api/posts").body();
            changes = board.get("/api/posts/changes").body();
            board.terminate();
            assertThat(board.exitCode()).isZero();
        }
        exported(0, data, files, revision);
        var restored = folder.resolve("restored");
        assertImported(restored, files);
        try (var board = BoardProcess.start(restored, "--modules=posts")) {
            assertThat(board.get("/api/posts").body()).isEqualTo(posts).contains("the first one", "three");
            assertThat(board.get("/api/posts/changes").body()).isEqualTo(changes);
        }
        try (var board = BoardProcess.start(folder.resolve("running"), "--modules=posts", "--seed=none")) {
            var gap = List.of(files.get(0), files.get(2));
            assertFails(
                    command(board.adminPort(), restored, with("import", gap)),
                    "import posts: ",
                    "File 2: it has the changes after revision",
                    "is missing between");
            assertThat(command(board.adminPort(), restored, with("import", files))
                            .code())
                    .isZero();
            assertThat(board.get("/api/posts").body()).isEqualTo(posts);
        }
    }

    @Test
    void keepKeysOnlyIfEachFileHasThem() throws Exception {
        var data = folder.resolve("data");
        var files = new ArrayList<String>();
        Person bmo;
        try (var board = BoardProcess.start(data, "--modules=users")) {
            Person.register(board, "bmo");
            long full = exported("users", board.adminPort(), data, files, 0, "--with-keys");
            assertThat(board.command("keys", "{\"arguments\":[\"rotate\"]}").statusCode())
                    .isEqualTo(200);
            Person.register(board, "finn-2");
            bmo = Person.signIn(board, "bmo");
            exported("users", board.adminPort(), data, files, full);
            exported("users", board.adminPort(), data, files, full, "--with-keys");
        }
        try (var board = BoardProcess.start(folder.resolve("other"), "--modules=users", "--seed=none")) {
            var without = with("users", "import", List.of(files.get(0), files.get(1)));
            without.add("--keep-keys");
            assertFails(command(board.adminPort(), data, without), "File 2: it has no keys to keep");
            var keeping = with("users", "import", List.of(files.get(0), files.get(2)));
            keeping.add("--keep-keys");
            assertThat(command(board.adminPort(), data, keeping).code()).isZero();
            assertThat(Person.json(board.get("/api/users/keys")).path("keys")).hasSize(2);
            assertThat(bmo.at(board)
                            .send("PATCH", "/api/users/101", "{\"name\":\"BMO\"}")
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(Files.readString(Path.of(files.get(1)))).doesNotContain("{\"signing_key\"", "\\\"d\\\"");
        assertThat(Files.readString(Path.of(files.get(2)))).contains("{\"signing_key\"");
    }

    @Test
    void rejectsInvalidInput() throws Exception {
        var data = folder.resolve("data");
        try (var board = BoardProcess.start(data, "--modules=posts")) {
            command(board.adminPort(), data, List.of("export", "posts", "--since=0"))
                    .assertPrints(2, "--since 0: not a revision; give the number");
            command(board.adminPort(), data, List.of("export", "posts", "--since=one"))
                    .assertPrints(2, "--since one: not a revision");
            var file = folder.resolve("none");
            command(board.adminPort(), data, List.of("export", "posts", "--since=999", "--to=" + file))
                    .assertPrints(1, "The data of posts are at revision ", "have no changes after 999");
            assertThat(file).doesNotExist();
            var files = new ArrayList<String>();
            exported(board.adminPort(), data, files, 0);
            command(board.adminPort(), data, with("import", List.of(files.get(0), "-")))
                    .assertPrints(2, "--from -: standard input cannot be one of several");
            command(board.adminPort(), data, with("import", List.of(files.get(0), file.toString())))
                    .assertPrints(2, "--from " + file + ": there is no such file");
            Files.writeString(file, "no export\n");
            command(board.adminPort(), data, with("import", List.of(files.get(0), file.toString())))
                    .assertPrints(2, "--from " + file + ": it does not begin like an export");
        }
    }

    private static void rejectQueries(BoardProcess board, long revision) throws Exception {
        for (var query : List.of("since=0", "since=-1", "since=x", "since=1&since=2", "keys=true&keys=true", "to=1")) {
            assertThat(status(board, "GET", query)).as(query).isEqualTo(400);
        }
        assertThat(status(board, "PUT", "since=1")).isEqualTo(400);
        assertThat(status(board, "GET", "since=1000")).isEqualTo(409);
        assertThat(status(board, "GET", "since=1")).isEqualTo(409); // before the migration
        assertThat(status(board, "GET", "since=" + revision + "&keys=true")).isEqualTo(200);
    }

    private static int status(BoardProcess board, String method, String query) throws Exception {
        try (var client = new Client(board.adminPort())) {
            client.send(method + " /data/posts?" + query + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + BoardProcess.token() + "\r\nContent-Type: application/x-ndjson\r\nContent-Length: 0\r\n\r\n");
            return client.response().orElseThrow().status();
        }
    }

    private static void post(Person person, String text) throws Exception {
        var posted = person.send("POST", "/api/posts", "{\"thread\":1,\"text\":\"" + text + "\"}");
        assertThat(posted.statusCode()).as(posted.body()).isEqualTo(201);
    }

    private long exported(int adminPort, Path data, List<String> files, long since) throws Exception {
        return exported("posts", adminPort, data, files, since);
    }

    /** Exports into the next file, and returns the revision that the command names. */
    private long exported(String module, int adminPort, Path data, List<String> files, long since, String... options)
            throws Exception {
        var file = folder.resolve(module + "-" + files.size()).toString();
        var words = new ArrayList<>(List.of("export", module, "--to=" + file));
        words.addAll(List.of(options));
        if (since > 0) {
            words.add("--since=" + since);
        }
        var ended = command(adminPort, data, words);
        assertThat(ended.code()).as(ended.err()).isZero();
        files.add(file);
        var revision = REVISION.matcher(ended.err());
        assertThat(revision.find()).as(ended.err()).isTrue();
        assertThat(Files.readString(Path.of(file)).lines().findFirst().orElseThrow())
                .contains("\"revision\":" + revision.group(1));
        return Long.parseLong(revision.group(1));
    }

    private void assertImported(Path data, List<String> files) throws Exception {
        var wrong = new ArrayList<>(files);
        wrong.add(files.get(1));
        assertFails(
                command(0, data, with("import", wrong)),
                "import posts: ",
                "File 4: ",
                "already",
                "nothing was written");
        var ended = command(0, data, with("import", files));
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.err()).contains("rows from " + String.join(", ", files));
    }

    /** Asserts a failure whose last line has these words. Its progress stands before it if it took over a second. */
    private static void assertFails(Refusal ended, String... words) {
        assertThat(ended.code()).as(ended.err()).isEqualTo(1);
        assertThat(ended.err().lines().reduce("", (earlier, later) -> later)).contains(words);
    }

    private static List<String> with(String command, List<String> files) {
        return with("posts", command, files);
    }

    private static List<String> with(String module, String command, List<String> files) {
        var words = new ArrayList<>(List.of(command, module));
        files.forEach(file -> words.add("--from=" + file));
        return words;
    }

    private static Refusal command(int adminPort, Path data, List<String> words) throws Exception {
        var all = new ArrayList<>(words);
        all.add("--admin-port=" + adminPort);
        all.add("--data=" + data);
        return Refusal.of(Artifact.built().command(all.toArray(String[]::new)), Map.of());
    }
}
