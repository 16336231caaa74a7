package banyan.launcher.remote.ports;

import banyan.core.web.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * Somebody with an account, who writes over HTTP.
 *
 * @param token signs what is written
 */
record Member(URI board, long id, String token) {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static Member register(URI board, String username) throws IOException, InterruptedException {
        var account = """
                {"username":"%s","password":"correct horse battery"}""".formatted(username);
        var stranger = new Member(board, 0, "");
        long id = stranger.write("POST", "/api/users", account).path("id").asLong();
        var token = stranger.write("POST", "/api/users/tokens", account).path("token");
        return new Member(board, id, token.asText());
    }

    /**
     * Writes something.
     *
     * @return how it is now; nothing if it is gone
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
        var answer = CLIENT.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(method + " " + path + ": " + answer.body());
        }
        return Json.MAPPER.readTree(answer.body());
    }
}
