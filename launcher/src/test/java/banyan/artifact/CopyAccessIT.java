package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Copies of data go to operators only, and a home rejects a follower that is not its own. */
class CopyAccessIT {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static BoardProcess home;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        home = BoardProcess.start(folder, "--modules=users,posts", "--seed=tutorial");
    }

    @AfterAll
    static void stop() {
        home.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, changes?after=0",
        "GET, bucket?table=post&number=1",
        "GET, role",
        "POST, handover",
        "POST, outcome",
        "PUT, follow",
        "DELETE, follow",
        "POST, promote",
        "POST, verify"
    })
    void isForOperators(String method, String path) throws Exception {
        for (var module : new String[] {"users", "posts"}) {
            var all = "/copies/" + module + "/" + path;
            for (var token :
                    new String[] {"", "Bearer wrong", "Bearer " + BoardProcess.token() + "x", "Basic Ym1vOmJtbw=="}) {
                assertRejected(send(home.adminPort(), method, all, token), 401);
            }
            for (var token : new String[] {"", "Bearer " + BoardProcess.token()}) {
                assertRejected(send(home.port(), method, all, token), 404);
                assertRejected(send(home.port(), method, "/api" + all, token), 404);
            }
        }
        assertThat(role().path("role").asText()).isEqualTo("home");
    }

    private static void assertRejected(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body())
                .contains("urn:banyan:problem:")
                .doesNotContain("\"post\"", "\"signing_key\"", "text");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            posts   | after=3&store=00000000-0000-0000-0000-000000000001 | 409 | The standby has the data 00000000-0000-0000-0000-000000000001
            posts   | after=0&epoch=7 | 409 | the standby knows epoch 7, and this process knows epoch 1
            threads | after=0         | 404 | threads
            none    | after=0         | 404 | none
            """)
    void rejectsAFollowerOfOtherData(String module, String query, int status, String why) throws Exception {
        var response = changes(module, query, UUID.randomUUID().toString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).contains(why);
    }

    /** A standby that missed a change of the home has an older epoch, and is right: only the state decides. */
    @Test
    void rejectsAFutureAndAForeignState() throws Exception {
        var copy = UUID.randomUUID().toString();
        var store = Roots.store(home);
        assertThat(changes("posts", "after=1000000&store=" + store, copy).statusCode())
                .isEqualTo(409);
        assertThat(changes("posts", "after=1&store=" + store + "&history=" + UUID.randomUUID(), copy)
                        .statusCode())
                .isEqualTo(410);
        assertThat(changes("posts", "after=0", copy).statusCode()).isEqualTo(200);
    }

    @Test
    void rejectsItselfAndANamelessFollower() throws Exception {
        var itself = changes("posts", "after=0", role().path("copy").asText());
        assertThat(itself.statusCode()).isEqualTo(409);
        assertThat(itself.body()).contains("cannot follow itself");
        var nameless = send(home.adminPort(), "GET", "/copies/posts/changes", "Bearer " + BoardProcess.token());
        assertThat(nameless.statusCode()).isEqualTo(400);
        assertThat(nameless.body()).contains("Banyan-Copy");
    }

    private static JsonNode role() throws Exception {
        return Person.json(send(home.adminPort(), "GET", "/copies/posts/role", "Bearer " + BoardProcess.token()));
    }

    private static HttpResponse<String> changes(String module, String query, String copy) throws Exception {
        return send(
                home.adminPort(),
                "GET",
                "/copies/" + module + "/changes?" + query,
                "Bearer " + BoardProcess.token(),
                "Banyan-Copy",
                copy,
                "Banyan-Board",
                ":3001",
                "Banyan-Admin",
                ":3901");
    }

    private static HttpResponse<String> send(int port, String method, String path, String token, String... headers)
            throws Exception {
        var request = HttpRequest.newBuilder(URI.create(Roots.address(port) + path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(method.startsWith("P") ? "{}" : ""));
        if (!token.isEmpty()) {
            request.header("Authorization", token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }
}
