package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.launcher.remote.RawServer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A mirror gets copies of requests, and its responses are compared before any client gets them. */
@Execution(ExecutionMode.CONCURRENT)
class MirrorIT {
    private static final int SAMPLE_POSTS = 6;

    @AutoClose
    private final Roots roots;

    MirrorIT(@TempDir Path scratch) {
        roots = new Roots(scratch);
    }

    @Test
    void reportsTheOnePostThatDiffers() throws Exception {
        var here = roots.start(Roots.free(), "--modules=all");
        var copy = roots.start(Roots.free(), "--modules=all");
        for (var board : new BoardProcess[] {here, copy}) {
            Person.register(board, "prismo");
            var prismo = Person.signIn(board, "prismo");
            prismo.send("POST", "/api/threads", "{\"title\":\"Wishes\"}");
            prismo.send("POST", "/api/posts", "{\"thread\":101,\"text\":\"One each.\"}");
            prismo.send(
                    "POST",
                    "/api/posts",
                    "{\"thread\":101,\"text\":\"" + (board == here ? "Choose." : "Choose well.") + "\"}");
        }
        assertThat(Roots.command(here, "move", "posts", "--mirror", Roots.address(copy)))
                .startsWith("0 posts: here\n  mirrored at " + Roots.address(copy))
                .contains("0 compared");
        var reader = Person.signIn(here, "prismo");
        for (int round = 0; round < 2; round++) {
            for (var id : new int[] {1, 2, 3, SAMPLE_POSTS, 101, 102, 999}) {
                assertThat(reader.get("/api/posts/" + id, "Accept", Person.BOARD)
                                .statusCode())
                        .isEqualTo(id == 999 ? 404 : 200);
            }
        }
        Eventually.holds(() -> mirror(here).path("compared").asInt() == 14);
        var report = mirror(here);
        assertThat(report.path("different").asInt()).as(report.toString()).isEqualTo(2);
        assertThat(report.path("failed").asInt() + report.path("skipped").asInt())
                .isZero();
        assertThat(report.path("samples")).singleElement().satisfies(sample -> {
            assertThat(sample.path("target").asText()).isEqualTo("/api/posts/102");
            assertThat(sample.path("times").asInt()).isEqualTo(2);
            assertThat(sample.path("pointer").asText()).isEqualTo("/text");
            assertThat(sample.path("given").path("body").asText()).contains("Choose.");
            assertThat(sample.path("mirrored").path("body").asText()).contains("Choose well.");
        });
        assertThat(Roots.command(here, "slots"))
                .contains("2 different", "/api/posts/102 differs at /text\n", "Choose well.");
        assertThat(Roots.command(here, "move", "posts", "--mirror", "none")).isEqualTo("0 posts: here");
        assertThat(Roots.move(here, "{\"location\":\"here\",\"mirror\":\"" + Roots.address(here) + "\"}"))
                .startsWith("409 ")
                .contains("leads back to this process");
    }

    @Test
    void delaysNoClientAndGetsNoSecret() throws Exception {
        try (var hanging = new RawServer(RawServer.hanging())) {
            var here = roots.start(Roots.free(), "--modules=all");
            Person.register(here, "prismo");
            var prismo = Person.signIn(here, "prismo");
            assertThat(Roots.command(
                            here, "move", "posts", "--mirror", hanging.address().toString()))
                    .startsWith("0 ");
            prismo.send("POST", "/api/threads", "{\"title\":\"Wishes\"}");
            prismo.send("POST", "/api/posts", "{\"thread\":101,\"text\":\"One each.\"}");
            var timeout = Duration.ofSeconds(5); // of a mirrored request
            long start = System.nanoTime();
            for (int i = 0; i < 100; i++) {
                long sent = System.nanoTime();
                assertThat(askWithCookie(here, prismo)).isEqualTo(200);
                assertThat(Duration.ofNanos(System.nanoTime() - sent)).isLessThan(timeout);
            }
            boolean isBeforeTimeout = System.nanoTime() - start < timeout.toNanos();
            Eventually.holds(() -> mirror(here).path("failed").asInt()
                            + mirror(here).path("skipped").asInt()
                    == 100);
            assertThat(mirror(here).path("failed").asInt())
                    .as("32 in flight, and more only after these have timed out")
                    .matches(failed -> isBeforeTimeout ? failed == 32 : failed >= 32);
            assertThat(hanging.heads())
                    .anyMatch(head -> head.startsWith("GET /api/posts/1 "))
                    .allSatisfy(head -> assertThat(head)
                            .startsWith("GET ")
                            .doesNotContainIgnoringCase("authorization")
                            .doesNotContainIgnoringCase("cookie")
                            .doesNotContain(prismo.token()));
        }
    }

    private static int askWithCookie(BoardProcess board, Person person) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(Roots.address(board) + "/api/posts/1"))
                .header("Authorization", "Bearer " + person.token())
                .header("Cookie", "session=secret")
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    private static JsonNode mirror(BoardProcess board) throws Exception {
        return new JsonMapper().readTree(board.admin("/slots/posts").body()).path("mirror");
    }
}
