package banyan.launcher.held;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;

/** Sends requests to the module posts of a launcher. */
record ToyClient(ToyLauncher launcher) {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /**
     * Sends a write.
     *
     * @param headers names and values, alternating
     */
    CompletableFuture<HttpResponse<String>> post(String text, String... headers) {
        var request = HttpRequest.newBuilder(uri()).POST(BodyPublishers.ofString(text));
        return CLIENT.sendAsync(with(request, headers), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String... headers) {
        return CLIENT.sendAsync(with(HttpRequest.newBuilder(uri()), headers), BodyHandlers.ofString())
                .join();
    }

    private URI uri() {
        return launcher.address().resolve("/api/posts");
    }

    private static HttpRequest with(HttpRequest.Builder request, String... headers) {
        return (headers.length == 0 ? request : request.headers(headers)).build();
    }
}
