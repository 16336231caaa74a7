package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile input is stored as written or rejected, and does no harm. */
class HostileInputIT {
    private static final List<String> TEXTS = List.of(
            "'; DROP TABLE post; --",
            "\" OR \"\"=\"",
            "1) UNION SELECT id, password FROM account --",
            "\\'; DELETE FROM feed; /*",
            ":id <ids> ? ${jndi:ldap://127.0.0.1/a} #{1+1} {{7*7}}",
            "<script>alert('x')</script><img src=x onerror=alert(1)>",
            "</textarea>&lt;b&gt;");

    /** A text that is shown among others must not change their direction or their lines. */
    private static final String TURNED = "</textarea>\u2028&lt;b&gt; \u202Egnp.exe";

    private static final long HUNDRED_MEGABYTES = 100_000_000;

    private static BoardProcess board;
    private static Person person;

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        board = BoardProcess.start(
                Artifact.built(), Artifact.Way.JAR, List.of("-Xmx64m"), data, "--trusted-proxies=127.0.0.1/32");
        assertThat(Person.register(board, "betty").statusCode()).isEqualTo(201);
        person = Person.signIn(board, "betty");
    }

    @AfterAll
    static void stop() {
        board.close();
    }

    @Test
    void isStoredAsWrittenInFreeText() throws Exception {
        var me = Person.json(person.get("/api/users/by-username/betty"))
                .path("id")
                .asLong();
        for (var text : TEXTS) {
            var thread = made("/api/threads", Map.of("title", text));
            kept(text, "title", thread);
            kept(text, "text", made("/api/posts", Map.of("thread", 1, "text", text)));
            for (var field : List.of("name", "bio")) {
                var path = "/api/users/" + me;
                assertStatus(200, person.send("PATCH", path, json(Map.of(field, text))));
                kept(text, field, path);
            }
            assertStatus(200, person.send("PATCH", thread, json(Map.of("title", text + "!"))));
            kept(text + "!", "title", thread);
        }
        kept(TURNED, "text", made("/api/posts", Map.of("thread", 1, "text", TURNED)));
        assertStatus(400, person.send("POST", "/api/threads", json(Map.of("title", TURNED))));
        assertStatus(400, person.send("PATCH", "/api/users/" + me, json(Map.of("name", TURNED))));
        isWhole();
    }

    @Test
    void isRejectedOrUnknownAsAName() throws Exception {
        var anonymous = Person.anonymous(board);
        int from = 0;
        for (var text : TEXTS) {
            var account = json(Map.of("username", text, "password", "open sesame!"));
            assertStatus(400, anonymous.send("POST", "/api/users", account));
            var proxied = new String[] {"X-Forwarded-For", "203.0.113." + ++from};
            assertStatus(401, anonymous.send("POST", "/api/users/tokens", account, proxied));
            var guess = json(Map.of("username", "betty", "password", text));
            assertStatus(401, anonymous.send("POST", "/api/users/tokens", guess, proxied));
            var coded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
            for (var path : List.of("users/by-username/", "users/", "posts/in-thread/", "posts/by-user/", "threads/")) {
                assertThat(anonymous.get("/api/" + path + coded).statusCode())
                        .as(path + coded)
                        .isIn(400, 404);
            }
            for (var query :
                    List.of("users?id=", "posts?after=", "posts?order=", "threads?limit=", "posts/changes?after=")) {
                assertStatus(400, anonymous.get("/api/" + query + coded));
            }
        }
        isWhole();
    }

    /** With a declared length or in chunks. */
    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 100000000", "Transfer-Encoding: chunked"})
    void isRejectedAsABodyOf100Megabytes(String framing) throws Exception {
        var response = new ByteArrayOutputStream();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), board.port())) {
            var out = socket.getOutputStream();
            out.write(("POST /api/posts HTTP/1.1\r\nHost: board\r\nContent-Type: application/json\r\n"
                            + "Authorization: Bearer " + person.token() + "\r\n" + framing + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            var sending = new Thread(() -> sendAll(out, framing.startsWith("Transfer")));
            sending.start();
            socket.getInputStream().transferTo(response);
            sending.join();
        } catch (SocketException e) {
            assertThat(e).hasMessageContaining("reset"); // closed while the client was still sending
        }
        assertThat(response.toString(StandardCharsets.UTF_8))
                .startsWith("HTTP/1.1 413 ")
                .contains("application/problem+json");
        isWhole();
    }

    private static void sendAll(OutputStream out, boolean isChunked) {
        var bytes = new byte[10_000];
        Arrays.fill(bytes, (byte) ' ');
        try {
            for (long sent = 0; sent < HUNDRED_MEGABYTES; sent += bytes.length) {
                if (isChunked) {
                    out.write("2710\r\n".getBytes(StandardCharsets.US_ASCII));
                }
                out.write(bytes);
                if (isChunked) {
                    out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException e) {
            // rejected: the board has stopped reading
        }
    }

    /** Returns its location. */
    private String made(String path, Map<String, ?> values) throws Exception {
        var made = person.send("POST", path, json(values));
        assertStatus(201, made);
        return path + "/" + Person.json(made).path("id").asLong();
    }

    private void kept(String text, String field, String path) throws Exception {
        for (var form : List.of("application/json", Person.BOARD)) {
            var response = person.get(path, "Accept", form);
            assertThat(Person.json(response).path(field).asText()).isEqualTo(text);
            assertThat(response.headers().firstValue("Content-Type")).hasValue(form);
        }
    }

    /** Existing data is unchanged, no response reveals an internal failure, and the board continues. */
    private void isWhole() throws Exception {
        assertThat(board.get("/api/posts/in-thread/3").body()).isEqualTo("""
                [{"thread":3,"text":"I need a new guitar to play the most savory licks in Ooo","user":1}]""");
        assertThat(board.get("/api/users/2").body()).contains("finn");
        assertThat(board.output()).noneMatch(line -> line.contains("WARN") || line.contains("ERROR"));
        made("/api/posts", Map.of("thread", 1, "text", "Still here."));
    }

    private static String json(Map<String, ?> values) throws IOException {
        return new JsonMapper().writeValueAsString(values);
    }

    private static void assertStatus(int status, HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).doesNotContainPattern("SQLException|org\\.h2|jdbi|\\bat banyan\\.");
    }
}
