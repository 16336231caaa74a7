package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A standby that differs from its home in one row does not become the home, and the operator gets the table and the key. */
class PlantedDifferencesIT {
    @TempDir
    private static Path folder;

    private static EmbeddedPostgres server;
    private static BoardProcess home;
    private static BoardProcess standby;

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedPostgres.start();
        home = BoardProcess.start(folder.resolve("home"), "--modules=all", "--seed=tutorial");
        Person.register(home, "bmo");
        var bmo = Person.signIn(home, "bmo");
        assertThat(bmo.send("POST", "/api/posts", "{\"thread\":1,\"text\":\"a text\"}", "Idempotency-Key", "k")
                        .statusCode())
                .isEqualTo(201);
        standby = BoardProcess.launch(
                Artifact.built()
                        .command(BoardProcess.withDefaults(
                                folder.resolve("standby"),
                                "--modules=posts",
                                "--database=posts=" + ModuleRoles.url(server),
                                "--follow=posts=" + Roots.address(home.adminPort()),
                                "--remote=users=" + Roots.address(home),
                                "--remote=threads=" + Roots.address(home))),
                Map.of("BANYAN_DATABASE_USER", "postgres"));
        standby.awaitReady();
    }

    @AfterAll
    static void stop() throws Exception {
        standby.close();
        home.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UPDATE post SET text = overlay(text placing '#' from 1) WHERE id = 1 | post | [1]
            DELETE FROM post WHERE id = 2                                        | post | [2]
            INSERT INTO post SELECT (jsonb_populate_record(one, '{"id":777}')).* FROM post one WHERE id = 1 | post | [777]
            DELETE FROM receipt                                                  | receipt | "k"
            """)
    void preventAMove(String fault, String table, String key) throws Exception {
        var before = admin(home, "GET", "/copies/posts/role", "");
        assertThat(admin(standby, "POST", "/copies/posts/verify", "{}")).startsWith("200 ");
        execute("SET banyan.replicating = 'on'; " + fault);
        assertThat(Roots.move(home, "location", Roots.address(standby)))
                .startsWith("409 ")
                .contains("was not moved: the standby differs from the home.", table, key.replace("\"", "\\\""));
        assertThat(admin(home, "GET", "/copies/posts/role", ""))
                .isEqualTo(before)
                .contains("\"home\"");
        assertThat(admin(standby, "GET", "/copies/posts/role", "")).contains("\"void\"");
        assertThat(admin(
                        standby,
                        "PUT",
                        "/copies/posts/follow",
                        "{\"home\":\"" + Roots.address(home.adminPort()) + "\"}"))
                .startsWith("200 ");
        Eventually.holds(
                () -> admin(standby, "POST", "/copies/posts/verify", "{}").startsWith("200 "));
    }

    /** A copy does not follow one that is no home, and a home follows nobody. */
    @Test
    void endAndBeginAgainOnCommand() throws Exception {
        var address = Roots.address(home.adminPort());
        assertThat(Roots.command(standby, "unfollow", "posts"))
                .startsWith("0 The module posts follows no home here any more.");
        assertThat(Roots.command(standby, "follow", "posts", Roots.address(standby.adminPort())))
                .startsWith("1 ")
                .contains("has no home at " + Roots.address(standby.adminPort()), "is void");
        assertThat(Roots.command(home, "follow", "posts", Roots.address(standby.adminPort())))
                .startsWith("1 ")
                .contains("its data would be lost");
        assertThat(Roots.command(standby, "follow", "posts", address))
                .startsWith("0 The module posts follows " + address + " here, and copies all data again.");
        Eventually.holds(
                () -> admin(standby, "POST", "/copies/posts/verify", "{}").startsWith("200 "));
    }

    /** A program that knows no roles, or a person, writes with SQL. */
    @Test
    void cannotComeFromAProgramThatKnowsNoRoles() {
        for (var write : new String[] {
            "UPDATE post SET text = 'other' WHERE id = 1", "DELETE FROM post WHERE id = 1", "DELETE FROM receipt"
        }) {
            assertThatThrownBy(() -> execute(write))
                    .as(write)
                    .hasMessageContaining("this database does not accept writes");
        }
    }

    private static void execute(String sql) throws Exception {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("SET search_path TO posts");
            statement.execute(sql);
        }
    }

    private static String admin(BoardProcess board, String method, String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(Roots.address(board.adminPort()) + path))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + BoardProcess.token())
                .method(method, BodyPublishers.ofString(body));
        var response = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }
}
