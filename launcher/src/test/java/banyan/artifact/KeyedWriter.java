package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes posts and deletes some of them, at any of several boards over the same data that responds. It sends each
 * request with its key until it is acknowledged.
 */
final class KeyedWriter implements Callable<Void> {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final String name;
    private final String token;
    private final List<Integer> ports;
    private final List<Long> topics;
    private final Map<String, Long> kept = new ConcurrentHashMap<>();
    private final Map<Integer, Integer> statuses = new ConcurrentHashMap<>();
    private int turn;
    private volatile long written = System.nanoTime();
    private volatile boolean isStopped;

    KeyedWriter(String name, String token, List<Integer> ports, List<Long> topics) {
        this.name = name;
        this.token = token;
        this.ports = ports;
        this.topics = topics;
        turn = name.hashCode() & 1;
    }

    /** The time at which the last acknowledged request was sent. */
    long written() {
        return written;
    }

    /** Returns the texts of its remaining posts with their ids, after it has ended. */
    Map<String, Long> kept() {
        return kept;
    }

    /** Counts the responses by status; 0 for no response. */
    Map<Integer, Integer> statuses() {
        return statuses;
    }

    /** Ends it after the current request. */
    void stop() {
        isStopped = true;
    }

    @Override
    public Void call() throws Exception {
        for (int i = 0; !isStopped; i++) {
            var text = name + ":" + i + " " + Secrets.TEXT;
            var body = "{\"thread\":%d,\"text\":\"%s\"}".formatted(topics.get(i % topics.size()), text);
            var posted = acknowledged("POST", "/api/posts", body, text.replace(' ', '-'));
            assertThat(posted.statusCode()).as(posted.body()).isEqualTo(201);
            long id = Person.json(posted).path("id").asLong();
            if (i % 7 == 3) {
                var gone = acknowledged("DELETE", "/api/posts/" + id, "", "");
                assertThat(gone.statusCode()).as(gone.body()).isIn(204, 404);
            } else {
                kept.put(text, id);
            }
            Eventually.pause();
        }
        return null;
    }

    /** Sends a request as often as necessary, to any board. */
    private HttpResponse<String> acknowledged(String method, String path, String body, String key)
            throws InterruptedException {
        while (true) {
            long start = System.nanoTime();
            try {
                var response = send(method, path, body, key);
                statuses.merge(response.statusCode(), 1, Integer::sum);
                if (response.statusCode() < 502) {
                    written = start;
                    return response;
                }
            } catch (IOException e) {
                // killed, frozen or cut off: the next response tells whether it took effect
                statuses.merge(0, 1, Integer::sum);
            }
            Eventually.pause();
        }
    }

    private HttpResponse<String> send(String method, String path, String body, String key)
            throws IOException, InterruptedException {
        var address = "http://127.0.0.1:" + ports.get(turn++ % ports.size()) + path;
        var request = HttpRequest.newBuilder(URI.create(address))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!key.isEmpty()) {
            request.header("Idempotency-Key", key.replaceAll("[^A-Za-z0-9-]", "-"));
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
