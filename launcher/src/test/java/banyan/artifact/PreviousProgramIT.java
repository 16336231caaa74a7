package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The program before the last migration, built from its commit, runs on the schema of this program. */
@EnabledIfSystemProperty(named = "banyan.campaign", matches = "true", disabledReason = "it builds another program")
class PreviousProgramIT {
    @TempDir
    private static Path folder;

    private static Artifact previous;

    @BeforeAll
    static void buildPreviousProgram() throws Exception {
        var here = Path.of("..").toAbsolutePath().normalize();
        var migration =
                // a migration may still change until its release
                output(
                        here,
                        "git",
                        "log",
                        "-1",
                        "--diff-filter=A",
                        "--format=%H",
                        "--",
                        ":/*/src/main/resources/META-INF/banyan/*.sql");
        assertThat(migration).matches("[0-9a-f]{40}\n");
        var clone = folder.resolve("previous");
        output(folder, "git", "clone", "-q", "--shared", here.toString(), clone.toString());
        output(clone, "git", "checkout", "-q", migration.strip() + "^");
        output(clone, "mvn", "-B", "-q", "-ntp", "-DskipTests", "package");
        previous = new Artifact(clone.resolve("launcher/target"));
    }

    @Test
    void rejectsAFileThatThisProgramHasMigratedWithItsData() throws Exception {
        var options = List.of("--data=" + folder.resolve("data"));
        long post;
        String store;
        try (var board = start(previous, options)) {
            assertThat(Person.register(board, "betty").statusCode()).isEqualTo(201);
            post = posted(Person.signIn(board, "betty"), "By the old one.");
            store = storeId(board);
            stopped(board);
        }
        try (var board = start(Artifact.built(), options)) {
            assertThat(board.get("/api/posts/" + post).body()).contains("By the old one.");
            assertThat(storeId(board)).isEqualTo(store);
            posted(Person.signIn(board, "betty"), "By the new one.");
            stopped(board);
        }
        Refusal.of(command(previous, options), Map.of()).assertPrints(1, "schema release 7", "nothing was changed");
        try (var board = start(Artifact.built(), options)) {
            assertThat(board.get("/api/posts/in-thread/1").body()).contains("By the old one.", "By the new one.");
            stopped(board);
        }
    }

    private static String storeId(BoardProcess board) throws Exception {
        return Person.json(board.get("/api/posts/contract")).path("storeId").asText();
    }

    @Test
    void readsAndWritesServerSchemasOfThisProgram() throws Exception {
        try (var server = EmbeddedPostgres.start()) {
            readsAndWritesWhatThisOneMade(
                    List.of("--data=" + folder.resolve("none"), "--database=" + ModuleRoles.url(server)));
        }
    }

    private static void readsAndWritesWhatThisOneMade(List<String> options) throws Exception {
        long post;
        try (var board = start(Artifact.built(), options)) {
            assertThat(Person.register(board, "betty").statusCode()).isEqualTo(201);
            post = posted(Person.signIn(board, "betty"), "By the new one.");
            stopped(board);
        }
        long other;
        try (var board = start(previous, options)) {
            var betty = Person.signIn(board, "betty");
            assertThat(betty.send("PATCH", "/api/posts/" + post, "{\"text\":\"Edited by the old one.\"}")
                            .statusCode())
                    .isEqualTo(200);
            other = posted(betty, "By the old one.");
            assertThat(Person.register(board, "simon").statusCode()).isEqualTo(201);
            stopped(board);
        }
        try (var board = start(Artifact.built(), options)) {
            assertThat(board.get("/api/posts/" + post).body()).contains("Edited by the old one.");
            assertThat(board.get("/api/posts/" + other).body()).contains("By the old one.");
            assertThat(Person.signIn(board, "simon")
                            .delete("/api/posts/" + other)
                            .statusCode())
                    .isEqualTo(403);
            stopped(board);
        }
    }

    private static BoardProcess start(Artifact artifact, List<String> options) throws Exception {
        var board = BoardProcess.launch(command(artifact, options), Map.of("BANYAN_DATABASE_USER", "postgres"));
        board.awaitReady();
        return board;
    }

    private static List<String> command(Artifact artifact, List<String> options) {
        var words = new ArrayList<>(List.of("--seed=tutorial", "--port=0", "--admin-port=0", "--drain=1s"));
        words.addAll(options);
        return artifact.command(Artifact.Way.JAR, List.of(), words.toArray(String[]::new));
    }

    private static long posted(Person person, String text) throws Exception {
        var posted = person.send("POST", "/api/posts", "{\"thread\":1,\"text\":\"" + text + "\"}");
        assertThat(posted.statusCode()).as(posted.body()).isEqualTo(201);
        return Person.json(posted).path("id").asLong();
    }

    private static void stopped(BoardProcess board) throws InterruptedException {
        board.terminate();
        assertThat(board.exitCode()).as("%s", board.output()).isZero();
    }

    /** Returns the output of a successful command. */
    private static String output(Path in, String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .directory(in.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as("%s: %s", String.join(" ", command), output)
                .isZero();
        return output;
    }
}
