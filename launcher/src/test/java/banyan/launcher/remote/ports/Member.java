package banyan.launcher.remote.ports;

import banyan.core.web.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * A user with an account who writes over HTTP.
 *
 * @param token authenticates the requests
 */
record Member(URI board, long id, String token) {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static Member register(URI board, String username) throws IOException, InterruptedException {
        var account = """
                {"username":"%s","password":"correct horse battery"}""".formatted(username);
        var anonymous = new Member(board, 0, "");
        long id = anonymous.write("POST", "/api/users", account).path("id").asLong();
        var token = anonymous.write("POST", "/api/users/tokens", account).path("token");
        return new Member(board, id, token.asText());
    }

    /**
     * Sends a write request.
     *
     * @return the item after the write; a missing node if it is deleted
     */
    JsonNode write(String method, String path, String json) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(board.resolve(path))
                .method(method, json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        if (!json.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        var response = CLIENT.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IllegalStateException(method + " " + path + ": " + response.body());
        }
        return Json.MAPPER.readTree(response.body());
    }
}
