package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client creates, edits and deletes threads and posts. */
class WritingIT {
    private static final String BOARD = "application/vnd.banyan+json";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private static Path data;

    private static BoardProcess board;
    private static String betty;
    private static String simon;

    @BeforeAll
    static void start() throws Exception {
        board = BoardProcess.start(data);
        betty = signedIn("betty");
        simon = signedIn("simon");
    }

    @AfterAll
    static void stop() {
        board.close();
    }

    @Test
    void keepsWrittenPosts() throws Exception {
        var thread = begin("Where is my crown?");
        var made = exchange("POST", "/api/posts", post(thread, "On your head."), as(betty));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        var path = "/api/posts/" + json(made).path("id");
        assertThat(made.headers().firstValue("Location"))
                .hasValue("posts/" + json(made).path("id"));
        assertThat(made.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(json(made).fieldNames())
                .toIterable()
                .containsExactly("id", "thread", "text", "user", "createdAt", "editedAt");

        var tag = exchange("GET", path, "").headers().firstValue("ETag").orElseThrow();
        assertThat(exchange("GET", path, "", "If-None-Match", tag).statusCode()).isEqualTo(304);
        var edited = exchange("PATCH", path, "{\"text\":\"In Ooo.\"}", as(betty, "If-Match", tag));
        assertThat(edited.statusCode()).as(edited.body()).isEqualTo(200);
        assertThat(json(edited).path("editedAt").isTextual()).isTrue();
        assertThat(exchange("PATCH", path, "{\"text\":\"Lost.\"}", as(betty, "If-Match", tag))
                        .statusCode())
                .isEqualTo(412);
        var shown = exchange("GET", path, "", "Accept", BOARD);
        assertThat(shown.body()).isEqualTo(edited.body());
        assertThat(shown.headers().firstValue("Content-Type")).hasValue(BOARD);
        assertThat(shown.headers().allValues("Vary")).containsExactly("Accept");
        assertThat(shown.headers().firstValue("ETag"))
                .isEqualTo(edited.headers().firstValue("ETag"));
        assertThat(exchange("GET", "/api/posts/in-thread/" + thread, "").body())
                .isEqualTo("[{\"thread\":" + thread + ",\"text\":\"In Ooo.\",\"user\":"
                        + json(made).path("user") + "}]");
        assertThat(exchange("GET", "/api/posts/by-user/" + json(made).path("user"), "")
                        .body())
                .contains("In Ooo.");

        assertThat(exchange("DELETE", path, "", as(betty)).statusCode()).isEqualTo(204);
        assertThat(exchange("GET", path, "").statusCode()).isEqualTo(404);
    }

    @Test
    void countsPostsInTheirThreads() throws Exception {
        var thread = begin("Jam session");
        var path = "/api/threads/" + thread;
        var first = json(exchange("POST", "/api/posts", post(thread, "Drums!"), as(simon)));
        var second = json(exchange("POST", "/api/posts", post(thread, "Bass!"), as(betty)));
        Eventually.holds(() -> shown(path).path("postCount").asLong() == 2);
        assertThat(shown(path).path("lastPostAt")).isEqualTo(second.path("createdAt"));
        assertThat(json(exchange("GET", "/api/threads?order=active&limit=1", ""))
                        .findValuesAsText("id"))
                .containsExactly(String.valueOf(thread));
        exchange("DELETE", "/api/posts/" + second.path("id"), "", as(betty));
        Eventually.holds(() -> shown(path).path("postCount").asLong() == 1);
        assertThat(shown(path).path("lastPostAt")).isEqualTo(first.path("createdAt"));
    }

    @Test
    void deletesThePostsOfADeletedThread() throws Exception {
        var thread = begin("Short-lived");
        var post = json(exchange("POST", "/api/posts", post(thread, "Gone soon."), as(simon)));
        assertThat(exchange("DELETE", "/api/threads/" + thread, "", as(simon)).statusCode())
                .isEqualTo(403);
        assertThat(exchange("DELETE", "/api/threads/" + thread, "", as(betty)).statusCode())
                .isEqualTo(204);
        var rejected = exchange("POST", "/api/posts", post(thread, "Too late."), as(simon));
        assertThat(rejected.statusCode()).isEqualTo(400);
        assertThat(json(rejected).findValuesAsText("pointer")).containsExactly("/thread");
        Eventually.holds(
                () -> exchange("GET", "/api/posts/" + post.path("id"), "").statusCode() == 404);
        assertThat(exchange("GET", "/api/posts/changes?limit=1000", "").body())
                .contains("\"kind\":\"deleted\",\"id\":" + post.path("id") + ",\"thread\":" + thread + ",");
        assertThat(exchange("GET", "/api/threads/changes?limit=1000", "").body())
                .contains("\"kind\":\"deleted\",\"id\":" + thread + ",\"thread\":" + thread + ",");
    }

    @Test
    void appliesARepeatedRequestOnce() throws Exception {
        for (var kind : List.of("threads", "posts")) {
            var input = kind.equals("posts") ? post(1, "Once.") : "{\"title\":\"Once\"}";
            var first = exchange("POST", "/api/" + kind, input, as(simon, "Idempotency-Key", "once"));
            var again = exchange("POST", "/api/" + kind, input, as(simon, "Idempotency-Key", "once"));
            assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
            assertThat(again.statusCode()).isEqualTo(201);
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(again.headers().firstValue("Location"))
                    .isEqualTo(first.headers().firstValue("Location"));
        }
    }

    @Test
    void rejectsForbiddenAndInvalidRequests() throws Exception {
        for (var path : List.of("/api/posts", "/api/threads")) {
            var input = path.endsWith("posts") ? post(1, "Hello.") : "{\"title\":\"Hello\"}";
            var anonymous = exchange("POST", path, input);
            assertThat(anonymous.statusCode()).isEqualTo(401);
            assertThat(anonymous.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
            assertThat(exchange("DELETE", path + "/1", "", as(betty)).statusCode())
                    .isEqualTo(403);
            assertThat(exchange("DELETE", path + "/99999", "", as(betty)).statusCode())
                    .isEqualTo(404);
            for (var body : List.of("", "[]", "{}", "{\"title\":1}", "{\"text\":\"x\",\"thread\":\"1\"}")) {
                assertThat(exchange("POST", path, body, as(betty)).statusCode())
                        .as(path + body)
                        .isEqualTo(400);
            }
            for (var query : List.of("?order=oldest", "?limit=0", "?limit=1001", "?after=x", "/changes?after=-1")) {
                assertThat(exchange("GET", path + query, "").statusCode())
                        .as(path + query)
                        .isEqualTo(400);
            }
            assertThat(exchange("GET", path, "", "Accept", "text/html").statusCode())
                    .isEqualTo(406);
            assertThat(exchange("POST", path, input, as(betty, "Content-Type", "text/plain"))
                            .statusCode())
                    .isEqualTo(415);
        }
    }

    @Test
    void returnsEveryPostOnOnePage() throws Exception {
        var whole = json(exchange("GET", "/api/posts/in-thread/2", "", "Accept", BOARD));
        assertThat(pages("/api/posts/in-thread/2", "?limit=1")).isEqualTo(whole.findValuesAsText("id"));
        assertThat(pages("/api/posts", "?limit=4&order=newest")).endsWith("6", "5", "4", "3", "2", "1");
        assertThat(pages("/api/threads", "?limit=1&order=active")).contains("1", "2", "3");
    }

    private static List<String> pages(String path, String query) throws Exception {
        var ids = new ArrayList<String>();
        for (var next = query; !next.isEmpty(); ) {
            var page = exchange("GET", path + next, "", "Accept", BOARD);
            ids.addAll(json(page).findValuesAsText("id"));
            next = page.headers().firstValue("Link").orElse("").replaceFirst("<(.*)>; rel=\"next\"", "$1");
        }
        return ids;
    }

    private static long begin(String title) throws Exception {
        var made = exchange("POST", "/api/threads", "{\"title\":\"" + title + "\"}", as(betty));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return json(made).path("id").asLong();
    }

    private static String post(long thread, String text) {
        return "{\"thread\":" + thread + ",\"text\":\"" + text + "\"}";
    }

    private static JsonNode shown(String path) throws Exception {
        return json(exchange("GET", path, "", "Accept", BOARD));
    }

    private static String signedIn(String username) throws Exception {
        var account = "{\"username\":\"" + username + "\",\"password\":\"correct horse battery staple\"}";
        assertThat(exchange("POST", "/api/users", account).statusCode()).isEqualTo(201);
        return json(exchange("POST", "/api/users/tokens", account))
                .path("token")
                .asText();
    }

    private static String[] as(String token, String... others) {
        return Stream.concat(Stream.of("Authorization", "Bearer " + token), Stream.of(others))
                .toArray(String[]::new);
    }

    private static JsonNode json(HttpResponse<String> response) throws Exception {
        return new ObjectMapper().readTree(response.body());
    }

    private static HttpResponse<String> exchange(String method, String path, String body, String... headers)
            throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + board.port() + path))
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }
}
