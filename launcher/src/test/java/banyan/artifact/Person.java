package banyan.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;

/** A user of a board over HTTP, signed in or not. */
final class Person {
    static final String BOARD = "application/vnd.banyan+json";

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final JsonMapper JSON = new JsonMapper();

    private final int port;
    private final String token;

    private Person(int port, String token) {
        this.port = port;
        this.token = token;
    }

    static Person anonymous(BoardProcess board) {
        return new Person(board.port(), "");
    }

    /** Registers a username, with a password derived from it. */
    static HttpResponse<String> register(BoardProcess board, String username) throws IOException, InterruptedException {
        return anonymous(board).send("POST", "/api/users", """
                        {"username":"%s","password":"%s"}""".formatted(username, password(username)));
    }

    /** Signs in a user who registered like that. */
    static Person signIn(BoardProcess board, String username) throws IOException, InterruptedException {
        var response = requestToken(board, username, password(username));
        return new Person(board.port(), json(response).path("token").asText());
    }

    /** Returns the same user at another board, with the same token. */
    Person at(BoardProcess board) {
        return new Person(board.port(), token);
    }

    String token() {
        return token;
    }

    static HttpResponse<String> requestToken(BoardProcess board, String username, String password, String... headers)
            throws IOException, InterruptedException {
        var input = """
                {"username":"%s","password":"%s"}""".formatted(username, password);
        return anonymous(board).send("POST", "/api/users/tokens", input, headers);
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return exchange("GET", path, "", headers);
    }

    HttpResponse<String> send(String method, String path, String json, String... headers)
            throws IOException, InterruptedException {
        return exchange(method, path, json, headers);
    }

    HttpResponse<String> delete(String path) throws IOException, InterruptedException {
        return exchange("DELETE", path, "");
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return JSON.readTree(response.body());
    }

    private static String password(String username) {
        return "the password of " + username.toLowerCase(Locale.ROOT);
    }

    private HttpResponse<String> exchange(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }
}
