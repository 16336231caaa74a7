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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client registers, signs in, changes and deletes an account. */
class AccountsIT {
    private static final String USERS = "/api/users";
    private static final String PASSWORD = "correct horse battery staple";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private static Path data;

    private static BoardProcess board;

    @BeforeAll
    static void start() throws Exception {
        board = BoardProcess.start(data, "--modules=users");
    }

    @AfterAll
    static void stop() {
        board.close();
    }

    @Test
    void registersOnceForEachUsername() throws Exception {
        var made = exchange("POST", USERS, account("Betty", PASSWORD), "Idempotency-Key", "one");
        assertThat(made.statusCode()).isEqualTo(201);
        var user = json(made);
        assertThat(made.headers().firstValue("Location")).hasValue("users/" + user.path("id"));
        assertThat(made.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(user.path("id").asLong()).isGreaterThan(100);
        assertThat(user.fieldNames()).toIterable().containsExactly("id", "username", "name", "bio", "joinedAt");
        assertThat(user.path("username").asText()).isEqualTo("betty");

        var again = exchange("POST", USERS, account("Betty", PASSWORD), "Idempotency-Key", "one");
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(made.body());
        assertThat(exchange("POST", USERS, account("ＢＥＴＴＹ", PASSWORD)).statusCode())
                .isEqualTo(409);
        assertThat(exchange("POST", USERS, account("finn", PASSWORD)).statusCode())
                .isEqualTo(409);
        assertThat(exchange("GET", USERS + "/by-username/BETTY", "").body())
                .isEqualTo("{\"id\":" + user.path("id") + ",\"username\":\"betty\",\"name\":\"betty\",\"bio\":\"\"}");
    }

    @Test
    void namesEveryFaultOfTheInput() throws Exception {
        var rejected = exchange("POST", USERS, "{\"username\":\"a b\",\"password\":\"short\",\"name\":\"\"}");
        assertThat(rejected.statusCode()).isEqualTo(400);
        assertThat(json(rejected).findValuesAsText("pointer"))
                .containsExactlyInAnyOrder("/username", "/password", "/name");
        for (var body : new String[] {"", "[]", "{\"username\":1}", "{\"password\":true}", "{\"admin\":true}"}) {
            assertThat(exchange("POST", USERS, body).statusCode()).as(body).isEqualTo(400);
        }
        assertThat(exchange("POST", USERS, "x", "Content-Type", "text/plain").statusCode())
                .isEqualTo(415);
    }

    @Test
    void signsInAndRenews() throws Exception {
        var token = newUser("simon").token();
        var renewed = exchange("POST", USERS + "/tokens", "", "Authorization", "Bearer " + token);
        assertThat(renewed.statusCode()).isEqualTo(200);
        assertThat(json(renewed).fieldNames()).toIterable().containsExactly("token", "expiresAt");
        assertThat(renewed.headers().firstValue("Cache-Control")).hasValue("no-store");
        var empty = exchange("POST", USERS + "/tokens", "");
        assertThat(empty.statusCode()).isEqualTo(400);
        assertThat(empty.body()).contains("/username", "/password", "is missing");
        assertThat(exchange("POST", USERS + "/tokens", "", "Authorization", "Bearer " + token + "x")
                        .statusCode())
                .isEqualTo(401);
        var keys = exchange("GET", USERS + "/keys", "");
        assertThat(keys.body()).contains("\"kty\":\"EC\"").doesNotContain("\"d\"");
    }

    @Test
    void changesOnlyTheOwnAccount() throws Exception {
        var me = newUser("lemongrab");
        var path = USERS + "/" + me.id();
        var tag = exchange("GET", path, "").headers().firstValue("ETag").orElseThrow();
        assertThat(exchange("GET", path, "", "If-None-Match", tag).statusCode()).isEqualTo(304);
        var bio = "{\"bio\":\"Unacceptable!\"}";
        assertThat(exchange("PATCH", path, bio).statusCode()).isEqualTo(401);
        assertThat(exchange("PATCH", USERS + "/1", bio, me.header()).statusCode())
                .isEqualTo(403);
        assertThat(exchange("DELETE", USERS + "/1", "", me.header()).statusCode())
                .isEqualTo(403);
        assertThat(exchange("PATCH", USERS + "/99999", bio, me.header()).statusCode())
                .isEqualTo(404);

        var changed = exchange("PATCH", path, bio, me.header("If-Match", tag));
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(json(changed).path("bio").asText()).isEqualTo("Unacceptable!");
        assertThat(exchange("PATCH", path, bio, me.header("If-Match", tag)).statusCode())
                .isEqualTo(412);
        assertThat(exchange("GET", path, "", "Accept", "application/vnd.banyan+json")
                        .body())
                .isEqualTo(changed.body());
    }

    @Test
    void changesThePasswordOnlyWithTheOldOne() throws Exception {
        var me = newUser("gunter");
        var path = USERS + "/" + me.id();
        var other = "a quite different one";
        var without = "{\"password\":\"" + other + "\"}";
        assertThat(exchange("PATCH", path, without, me.header()).statusCode()).isEqualTo(400);
        var wrong = "{\"password\":\"" + other + "\",\"oldPassword\":\"x\"}";
        assertThat(exchange("PATCH", path, wrong, me.header()).statusCode()).isEqualTo(403);
        var right = "{\"password\":\"" + other + "\",\"oldPassword\":\"" + PASSWORD + "\"}";
        var changed = exchange("PATCH", path, right, me.header());
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(json(changed).fieldNames())
                .toIterable()
                .containsExactly("id", "username", "name", "bio", "joinedAt", "token", "expiresAt");
        assertThat(changed.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(changed.headers().firstValue("ETag")).isPresent();
        assertThat(exchange("PATCH", path, "{\"bio\":\"x\"}", me.header()).statusCode())
                .isEqualTo(401);
        assertThat(exchange("POST", USERS + "/tokens", "", me.header()).statusCode())
                .isEqualTo(401);
        assertThat(exchange("DELETE", path, "", me.header()).statusCode()).isEqualTo(401);
        var now = new Me(me.id(), json(changed).path("token").asText());
        assertThat(exchange("PATCH", path, "{\"bio\":\"x\"}", now.header()).statusCode())
                .isEqualTo(200);
        assertThat(signIn("gunter", PASSWORD).statusCode()).isEqualTo(401);
        assertThat(signIn("gunter", other).statusCode()).isEqualTo(200);
    }

    @Test
    void keepsNoDataOfADeletedAccount() throws Exception {
        var me = newUser("ricardio");
        var path = USERS + "/" + me.id();
        assertThat(exchange("DELETE", path, "", me.header()).statusCode()).isEqualTo(204);
        assertThat(exchange("GET", path, "").statusCode()).isEqualTo(410);
        assertThat(exchange("GET", USERS + "/by-username/ricardio", "").statusCode())
                .isEqualTo(410);
        for (var form : new String[] {"application/json", "application/vnd.banyan+json"}) {
            assertThat(exchange("GET", USERS + "?id=" + me.id() + "&id=4", "", "Accept", form)
                            .body())
                    .startsWith("[{\"id\":4,")
                    .endsWith(",{\"id\":" + me.id() + ",\"deleted\":true}]");
        }
        assertThat(exchange("DELETE", path, "", me.header()).statusCode()).isEqualTo(401);
        assertThat(signIn("ricardio", PASSWORD).statusCode()).isEqualTo(401);
        assertThat(exchange("POST", USERS, account("ricardio", PASSWORD)).statusCode())
                .isEqualTo(409);
        assertThat(exchange("GET", USERS + "/changes?limit=1000", "").body())
                .contains("\"kind\":\"deleted\",\"id\":" + me.id() + ",");
    }

    @Test
    void limitsTheRateOfFailedSignIns() throws Exception {
        var unknown = signIn("nobody_has_this", PASSWORD);
        for (int i = 0; i < 10; i++) {
            var response = signIn("finn", PASSWORD);
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(json(response).path("detail")).isEqualTo(json(unknown).path("detail"));
        }
        var rejected = exchange(
                "POST",
                USERS + "/tokens",
                account("finn", PASSWORD),
                "Forwarded",
                "for=192.0.2.7",
                "X-Forwarded-For",
                "192.0.2.7");
        assertThat(rejected.statusCode()).isEqualTo(429);
        assertThat(rejected.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(1L, 60L);
        newUser("still_served");
    }

    @Test
    void returnsListsInPages() throws Exception {
        var first = exchange("GET", USERS + "?limit=2", "");
        assertThat(json(first)).hasSize(2);
        assertThat(first.headers().allValues("Vary")).containsExactly("Accept");
        var next = first.headers().firstValue("Link").orElseThrow().replaceFirst("<(.*)>; rel=\"next\"", "$1");
        assertThat(json(exchange("GET", USERS + next, "")).findValuesAsText("id"))
                .containsExactly("3", "4");
        for (var query : new String[] {"?limit=0", "?after=x", "?id=x", "?id=1" + "&id=1".repeat(100)}) {
            assertThat(exchange("GET", USERS + query, "").statusCode())
                    .as(query)
                    .isEqualTo(400);
        }
        assertThat(exchange("GET", USERS, "", "Accept", "text/html").statusCode())
                .isEqualTo(406);
    }

    private record Me(long id, String token) {
        String[] header(String... others) {
            var all = new String[others.length + 2];
            all[0] = "Authorization";
            all[1] = "Bearer " + token;
            System.arraycopy(others, 0, all, 2, others.length);
            return all;
        }
    }

    private static Me newUser(String username) throws Exception {
        var made = exchange("POST", USERS, account(username, PASSWORD));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        var signed = signIn(username, PASSWORD);
        assertThat(signed.statusCode()).as(signed.body()).isEqualTo(200);
        return new Me(json(made).path("id").asLong(), json(signed).path("token").asText());
    }

    private static HttpResponse<String> signIn(String username, String password) throws Exception {
        return exchange("POST", USERS + "/tokens", account(username, password));
    }

    private static String account(String username, String password) {
        return "{\"username\":\"" + username + "\",\"password\":\"" + password + "\"}";
    }

    private static JsonNode json(HttpResponse<String> response) throws Exception {
        return new ObjectMapper().readTree(response.body());
    }

    private static HttpResponse<String> exchange(String method, String path, String body, String... headers)
            throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + board.port() + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.setHeader("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }
}
