package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Access to the admin port. */
class AdminIT {
    private static BoardProcess posts;

    @TempDir
    private Path data;

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        posts = BoardProcess.start(data, "--modules=posts");
    }

    @AfterAll
    static void stop() {
        posts.close();
    }

    @Test
    void showsHealthAndModules() throws Exception {
        for (var path : List.of("/health/live", "/health/ready", "/health/started")) {
            assertThat(posts.admin(path).statusCode()).as(path).isEqualTo(200);
        }
        assertThat(posts.admin("/modules").body())
                .contains("\"module\":\"posts\",\"location\":\"here\",\"state\":\"open\"")
                .contains("\"module\":\"users\",\"location\":\"vacant\"");
        var unknown = posts.admin("/slots/x");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void acceptsCommandsOnlyAsJson() throws Exception {
        for (var type : List.of("", "Content-Type: text/plain\r\n", "Content-Type: application/jsonp\r\n")) {
            assertThat(command(posts, "POST", type)).startsWith("HTTP/1.1 415 ");
        }
        var json = "Content-Type: application/json; charset=utf-8\r\n";
        assertThat(command(posts, "POST", json)).startsWith("HTTP/1.1 404 ").contains("there is none");
        assertThat(command(posts, "PUT", json)).startsWith("HTTP/1.1 405 ").contains("Allow: OPTIONS, POST");
        assertThat(command(posts, "POST", json + "Origin: http://localhost\r\n"))
                .startsWith("HTTP/1.1 403 ");
    }

    private static String command(BoardProcess board, String method, String headers) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), board.adminPort())) {
            var request = method + " /commands/moderator HTTP/1.1\r\nConnection: close\r\nHost: localhost\r\n" + headers
                    + "Authorization: Bearer " + BoardProcess.token() + "\r\nContent-Length: 2\r\n\r\n{}";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example",
                "Host: evil.example:3900",
                "Host: 127.0.0.1.evil.example",
                "Host: localhost\r\nOrigin: http://evil.example",
                "Host: localhost\r\nOrigin: null",
                "Host: localhost\r\nSec-Fetch-Site: cross-site",
                "Host: localhost\r\nSec-Fetch-Site: same-site",
                "Host: localhost\r\nSec-Fetch-Site: none\r\nSec-Fetch-Site: cross-site"
            })
    void rejectsRequestsThatAWebPageCanSend(String headers) throws Exception {
        assertThat(exchange(posts, headers)).startsWith("HTTP/1.1 403 ").contains("application/problem+json");
        assertThat(exchange(posts, "Host: localhost")).startsWith("HTTP/1.1 200 ");
        assertThat(exchange(posts, "Host: localhost\r\nSec-Fetch-Site: none")).startsWith("HTTP/1.1 200 ");
        assertThat(exchange(posts, "Host: [::1]:3900")).startsWith("HTTP/1.1 200 ");
        assertThat(exchange(posts, "Host: [0:0:0:0:0:0:0:1]:3900")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void requiresATokenExceptToRead() throws Exception {
        try (var board = BoardProcess.start(data, "--modules=users")) {
            for (var path : List.of("/modules", "/slots", "/slots/users", "/metrics", "/config", "/health/ready")) {
                assertThat(exchange(board, "GET " + path, "")).as(path).startsWith("HTTP/1.1 200 ");
            }
            var wrong = "Authorization: Bearer " + BoardProcess.token().replaceAll("[0-7]", "8") + "\r\n";
            for (var request : List.of(
                    "GET /data/users",
                    "GET /data/users?keys=true",
                    "OPTIONS /data/users",
                    "PUT /data/users",
                    "POST /commands/moderator",
                    "PUT /slots/users",
                    "POST /slots/users/undo")) {
                assertThat(exchange(board, request, "")).as(request).startsWith("HTTP/1.1 401 ");
                assertThat(exchange(board, request, wrong)).as(request).startsWith("HTTP/1.1 401 ");
                var right = "Authorization: Bearer " + BoardProcess.token() + "\r\n";
                assertThat(exchange(board, request, right)).as(request).doesNotStartWith("HTTP/1.1 401 ");
            }
            assertThat(board.output()).noneMatch(line -> line.contains(token()));
            assertThat(board.admin("/config").body())
                    .contains("banyan/admin-token")
                    .doesNotContain(token());
            assertThat(board.process().info().commandLine().orElse("")).doesNotContain(token());
        }
    }

    @Test
    void respondsToEachFailureWithAProblemDocument() throws Exception {
        var json = "Authorization: Bearer " + BoardProcess.token() + "\r\nContent-Type: application/json\r\n";
        try (var board = BoardProcess.start(data, "--modules=posts")) {
            for (var path : List.of("/", "/slotz", "/slots/posts/redo", "/data", "/modules/posts", "/slots;a=b")) {
                assertThat(exchange(board, "GET " + path, json)).as(path).satisfies(isProblem(404));
            }
            for (var path : List.of("/modules", "/config", "/slots", "/health/live", "/metrics")) {
                assertThat(exchange(board, "DELETE " + path, json))
                        .as(path)
                        .satisfies(isProblem(405))
                        .contains("Allow: GET, HEAD, OPTIONS\r\n");
                assertThat(exchange(board, "HEAD " + path, json)).as(path).startsWith("HTTP/1.1 200 ");
                assertThat(exchange(board, "OPTIONS " + path, json))
                        .as(path)
                        .startsWith("HTTP/1.1 200 ")
                        .containsPattern("Allow: .*GET");
            }
            assertThat(exchange(board, "PUT /data/posts", json))
                    .satisfies(isProblem(415))
                    .contains("This path accepts application/x-ndjson.");
            assertThat(exchange(board, "GET /data/posts?key=true", json))
                    .satisfies(isProblem(400))
                    .contains("give keys=true, since=REVISION, both, or none");
            assertThat(exchange(board, "GET /data/users", json)).satisfies(isProblem(404));
            assertThat(exchange(board, "GET /modules", "Accept: text/plain\r\n"))
                    .startsWith("HTTP/1.1 200 ");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|/location: is missing",
                "{\"to\":\"here\"}|/to: is not a known field",
                "{\"location\":null}|/location: has to have a value",
                "{\"location\":7}|/location: has to be a string",
                "{\"location\":\"here\",\"share\":\"10\"}|/share: has to be a whole number",
                "{\"location\":\"here\",\"share\":0}|/share: has to be a whole number from 1 to 100",
                "{|is not a JSON document"
            })
    void namesTheFaultOfAnInput(String input, String fault) throws Exception {
        try (var board = BoardProcess.start(data, "--modules=none")) {
            var headers = "Authorization: Bearer " + BoardProcess.token() + "\r\nContent-Type: application/json\r\n";
            assertThat(exchange(board, "PUT /slots/posts", headers, input))
                    .satisfies(isProblem(400))
                    .contains(fault, "\"errors\":[{\"pointer\":");
        }
    }

    @Test
    void makesClientsWaitAfterWrongTokens() throws Exception {
        var command = Artifact.built().command(BoardProcess.withDefaults(data, "--modules=none"));
        try (var board = BoardProcess.launch(command, Map.of("BANYAN_ADMIN_TOKEN", "open sesame"))) {
            board.awaitReady();
            var responses = new ArrayList<String>();
            for (int i = 0; i < 40; i++) {
                responses.add(exchange(board, "GET /slots", "Authorization: Bearer wrong\r\n"));
            }
            assertThat(responses.get(0)).satisfies(isProblem(401));
            assertThat(responses)
                    .anySatisfy(response -> assertThat(response)
                            .satisfies(isProblem(429))
                            .containsIgnoringCase("\r\nRetry-After: 1\r\n"));
        }
    }

    private static Consumer<String> isProblem(int status) {
        return response -> assertThat(response)
                .startsWith("HTTP/1.1 " + status + " ")
                .contains("Content-Type: application/problem+json\r\n")
                .containsPattern("\\{\"type\":\"urn:banyan:problem:[a-z-]+\",\"title\":\"[^\"]+\",\"status\":" + status
                        + ",\"detail\":\"[^\"]+.*\",\"instance\":\"urn:uuid:[^\"]+\"");
    }

    private static String token() {
        try {
            return BoardProcess.token();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String exchange(BoardProcess board, String request, String headers) throws IOException {
        return exchange(board, request, headers, "");
    }

    private static String exchange(BoardProcess board, String request, String headers, String body) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), board.adminPort())) {
            var head = request + " HTTP/1.1\r\nConnection: close\r\nHost: localhost\r\n" + headers + "Content-Length: "
                    + body.length() + "\r\n\r\n" + body;
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void requiresTheConfiguredToken() throws Exception {
        var command = new ArrayList<>(List.of("env", "BANYAN_ADMIN_TOKEN=open sesame"));
        command.addAll(Artifact.built().command(BoardProcess.withDefaults(data, "--modules=none")));
        try (var board = BoardProcess.launch(command)) {
            board.awaitReady();
            for (var wrong : List.of("", "\r\nAuthorization: Bearer open", "\r\nAuthorization: open sesame")) {
                assertThat(exchange(board, "Host: localhost" + wrong))
                        .startsWith("HTTP/1.1 401 ")
                        .containsIgnoringCase("\r\nWWW-Authenticate: Bearer");
            }
            assertThat(exchange(board, "Host: localhost\r\nAuthorization: Bearer open sesame"))
                    .startsWith("HTTP/1.1 200 ");
            assertThat(board.output()).noneMatch(line -> line.contains("sesame"));
        }
    }

    private static String exchange(BoardProcess board, String headers) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), board.adminPort())) {
            var request = "GET /modules HTTP/1.1\r\nConnection: close\r\n" + headers + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
