package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A module moves with its data to a standby, and back, whichever databases the two have. */
class CarriedDataIT {
    private static EmbeddedPostgres server;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startServer() throws IOException {
        server = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"file, file", "file, one", "one, file", "one, other"})
    void isThereAfterAMoveAndBack(String ofMonolith, String ofService) throws Exception {
        createDatabases(ofMonolith, ofService);
        try (var monolith = board("monolith", ofMonolith, "--modules=all", "--seed=tutorial");
                var service = service(monolith, ofService)) {
            Person.register(monolith, "bmo");
            var bmo = Person.signIn(monolith, "bmo");
            write(bmo, "before");
            assertThat(Roots.command(monolith, "move", "posts", "--to", Roots.address(service)))
                    .startsWith("0 posts: " + Roots.address(service))
                    .contains("moved with its data");
            var kept = write(bmo, "between");
            var gone = Person.json(write(bmo, "deleted")).path("id").asLong();
            assertThat(bmo.delete("/api/posts/" + gone).statusCode()).isEqualTo(204);
            assertThat(role(service)).isEqualTo("home");
            assertThat(role(monolith)).isEqualTo("standby");
            assertThat(service.admin("/metrics").body())
                    .contains("banyan_copy_role{module=\"posts\",role=\"home\"} 1.0", "banyan_copy_lag_revisions{");
            assertThat(monolith.admin("/metrics").body())
                    .contains("banyan_copy_role{module=\"posts\",role=\"standby\"} 1.0")
                    .containsPattern("banyan_copy_lag_seconds\\{module=\"posts\"} [0-9]")
                    .containsPattern("banyan_copy_fence_seconds\\{module=\"posts\"} [0-9.]*[1-9]");

            assertThat(Roots.command(monolith, "move", "posts", "--to", "here")).startsWith("0 posts: here");
            assertThat(role(service)).isEqualTo("standby");
            assertThat(write(bmo, "between").body()).isEqualTo(kept.body()); // its key is still known
            write(bmo, "after");
            assertThat(texts(bmo)).containsExactly("before", "between", "after");
            Eventually.holds(() -> texts(bmo.at(service)).equals(texts(bmo)));
            assertThat(Roots.command(monolith, "verify", "posts"))
                    .startsWith("0 ")
                    .contains("has the same rows");
        }
    }

    /** A new standby gets no share, and all requests with the data: from its home, or when it asks for them itself. */
    @Test
    void isMovedAsAWhole() throws Exception {
        try (var monolith = board("monolith", "file", "--modules=all", "--seed=tutorial");
                var service = service(monolith, "file")) {
            assertThat(Roots.command(monolith, "move", "posts", "--to", Roots.address(service), "--share", "10"))
                    .startsWith("1 ")
                    .contains("is a standby and accepts no writes: it cannot have a share");
            assertThat(Roots.command(monolith, "move", "posts", "--to", Roots.address(service), "--dry-run"))
                    .startsWith("0 posts: here")
                    .contains("has the same rows", "dry run: nothing was changed");
            assertThat(Person.anonymous(service)
                            .send("POST", "/api/posts", "{}")
                            .statusCode())
                    .isEqualTo(503);
            assertThat(role(monolith)).isEqualTo("home");

            assertThat(Roots.command(service, "move", "posts", "--to", "here")) // where its slot leads already
                    .startsWith("0 posts: here")
                    .contains("moved with its data");
            assertThat(role(service)).isEqualTo("home");
        }
    }

    /** The one command for a home that is lost for good. It is refused while the home responds. */
    @Test
    void isPromotedIfItsHomeIsLost() throws Exception {
        try (var monolith = board("monolith", "file", "--modules=all", "--seed=tutorial");
                var service = service(monolith, "file")) {
            assertThat(Roots.command(service, "promote", "posts"))
                    .startsWith("1 ")
                    .contains("that responds, and is home", "move posts --to here");
            monolith.kill();
            assertThat(Roots.command(service, "promote", "posts"))
                    .startsWith("0 The module posts is at home here from epoch 3 on.")
                    .contains("accepted later are lost");
            assertThat(role(service)).isEqualTo("home");
            assertThat(service.get("/api/posts/in-thread/1").statusCode()).isEqualTo(200);
        }
    }

    private BoardProcess service(BoardProcess monolith, String database) throws Exception {
        return board(
                "service",
                database,
                "--modules=posts",
                "--follow=posts=http://127.0.0.1:" + monolith.adminPort(),
                "--remote=users=" + Roots.address(monolith),
                "--remote=threads=" + Roots.address(monolith));
    }

    private BoardProcess board(String name, String database, String... options) throws Exception {
        var all = new ArrayList<>(List.of(options));
        if (!database.equals("file")) {
            all.add("--database=posts=jdbc:postgresql://localhost:" + server.getPort() + "/" + database);
        }
        var board = BoardProcess.launch(
                Artifact.built().command(BoardProcess.withDefaults(folder.resolve(name), all.toArray(String[]::new))),
                Map.of("BANYAN_DATABASE_USER", "postgres"));
        board.awaitReady();
        return board;
    }

    private static void createDatabases(String... names) throws Exception {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            for (var name : names) {
                if (!name.equals("file")) {
                    statement.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
                    statement.execute("CREATE DATABASE " + name);
                }
            }
        }
    }

    private static HttpResponse<String> write(Person person, String text) throws Exception {
        var response =
                person.send("POST", "/api/posts", "{\"thread\":1,\"text\":\"" + text + "\"}", "Idempotency-Key", text);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return response;
    }

    private static List<String> texts(Person person) throws Exception {
        var texts = new ArrayList<String>();
        Person.json(person.get("/api/posts/by-user/101?limit=1000"))
                .forEach(post -> texts.add(post.path("text").asText()));
        return texts;
    }

    private static String role(BoardProcess board) throws Exception {
        for (var module : Person.json(board.admin("/modules"))) {
            if (module.path("module").asText().equals("posts")) {
                return module.path("data").path("role").asText();
            }
        }
        return "none";
    }
}
