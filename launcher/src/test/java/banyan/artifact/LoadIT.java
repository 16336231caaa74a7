package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A small machine under load. */
@ResourceLock("processors")
class LoadIT {
    private static final int CLIENTS = 32;
    private static final int SIGNING_IN = 10;
    private static final Duration TIME = Duration.ofSeconds(Boolean.getBoolean("banyan.campaign") ? 30 : 5);
    private static final List<String> PATHS =
            List.of("/api/users", "/api/posts", "/api/threads/2", "/api", "/api/users/0");

    @TempDir
    private Path data;

    @Test
    void serves32ReadersAnd10SignInsWith64MegabytesOfHeap() throws Exception {
        var artifact = Artifact.built();
        try (var board = BoardProcess.start(artifact, Artifact.Way.JAR, List.of("-Xmx64m"), data, "--access-log=off")) {
            assertThat(Person.register(board, "simon").statusCode()).isEqualTo(201);
            var expected = new ArrayList<RawResponse>();
            try (var client = new Client(board.port())) {
                for (var path : PATHS) {
                    expected.add(client.get(path).orElseThrow());
                }
            }
            long end = System.nanoTime() + TIME.toNanos();
            Callable<Long> asking = () -> askUntil(end, board.port(), expected);
            Callable<Long> signingIn = () -> signInUntil(end, board);
            var clients = Executors.newFixedThreadPool(CLIENTS + SIGNING_IN);
            long responses = 0;
            var signedIn = Collections.nCopies(SIGNING_IN, signingIn).stream()
                    .map(clients::submit)
                    .toList();
            for (var client : clients.invokeAll(Collections.nCopies(CLIENTS, asking))) {
                responses += client.get();
            }
            long tokens = 0;
            for (var client : signedIn) {
                tokens += client.get();
            }
            clients.shutdown();
            System.out.println(responses + " responses and " + tokens + " tokens in " + TIME);
            assertThat(tokens).isPositive();
            assertThat(responses).isGreaterThanOrEqualTo((long) CLIENTS * PATHS.size());
            assertThat(board.output()).noneMatch(line -> line.contains("WARN") || line.contains("ERROR"));
        }
    }

    /** Sign-ins over the limit are told to retry. */
    private static long signInUntil(long end, BoardProcess board) throws Exception {
        long tokens = 0;
        do {
            var response = Person.requestToken(board, "simon", "the password of simon");
            assertThat(response.statusCode()).isIn(200, 429);
            if (response.statusCode() == 200) {
                tokens++;
            } else {
                assertThat(response.headers().firstValue("Retry-After")).isPresent();
            }
        } while (System.nanoTime() < end);
        return tokens;
    }

    private static long askUntil(long end, int port, List<RawResponse> expected) throws Exception {
        long responses = 0;
        try (var client = new Client(port)) {
            do {
                for (int i = 0; i < PATHS.size(); i++) {
                    var response = client.get(PATHS.get(i)).orElseThrow();
                    assertThat(response.status()).isEqualTo(expected.get(i).status());
                    if (response.status() == 200) {
                        assertThat(response.body()).isEqualTo(expected.get(i).body());
                    }
                    responses++;
                }
            } while (System.nanoTime() < end);
        }
        return responses;
    }
}
