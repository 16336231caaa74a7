package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Malformed requests do no harm, and every response to one is a problem document. */
@ResourceLock("processors")
class MalformedRequestsIT {
    private static final long SEED = 20_261_123;
    private static final int CLIENTS = 6;
    private static final int REQUESTS = 10_000;
    private static final int TIMEOUT = 6_000;

    /** Less than one retained object for each request. */
    private static final long OCTETS_A_REQUEST = 20;

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path data;

    @Test
    void areRejectedWithProblemsAndLeakNothing() throws Exception {
        System.out.println("the seed of the malformed requests is " + SEED);
        try (var board = BoardProcess.start(Artifact.built(), Artifact.Way.JAR, Artifact.PLAIN, data)) {
            var expected = board.get("/api/users/3").body();
            sendAll(board, new Random(~SEED), REQUESTS); // fills caches and pools
            var before = Footprint.of(board.process());
            sendAll(board, new Random(SEED), REQUESTS);
            Eventually.holds(() -> Footprint.files(board.process()) <= before.files());
            var after = Footprint.of(board.process());
            System.out.println("before: " + before + ", after: " + after);
            assertThat(after.heap() - before.heap()).isLessThan(OCTETS_A_REQUEST * REQUESTS);
            assertThat(board.get("/api/users/3").body()).isEqualTo(expected);
            assertThat(board.output()).noneMatch(line -> !line.matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z INFO .*"));
        }
    }

    @Test
    void areTheLastRequestOnTheirConnection() throws Exception {
        try (var board = BoardProcess.start(data)) {
            assertAll(Malformed.KINDS.stream()
                    .filter(Malformed::endsTheConnection)
                    .map(kind -> () -> {
                        var bytes = new ByteArrayOutputStream();
                        bytes.writeBytes(kind.make(new Random(SEED)));
                        bytes.writeBytes(Malformed.GOOD.getBytes(StandardCharsets.US_ASCII));
                        check(board, kind, bytes.toByteArray(), false);
                    }));
        }
    }

    private static void sendAll(BoardProcess board, Random random, int count) throws Exception {
        var clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            var sent = new ArrayList<Future<?>>();
            for (int i = 0; i < count; i++) {
                var kind = Malformed.KINDS.get(random.nextInt(Malformed.KINDS.size()));
                var bytes = kind.make(random);
                boolean halfCloses = kind.statuses().isEmpty() || random.nextBoolean();
                sent.add(clients.submit(() -> {
                    check(board, kind, bytes, halfCloses);
                    return null;
                }));
            }
            for (var one : sent) {
                one.get();
            }
        } finally {
            clients.shutdownNow();
        }
    }

    private static void check(BoardProcess board, Malformed kind, byte[] bytes, boolean halfCloses) {
        var start = new String(bytes, 0, Math.min(bytes.length, 200), StandardCharsets.ISO_8859_1);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), board.port())) {
            socket.setSoTimeout(TIMEOUT);
            socket.getOutputStream().write(bytes);
            if (halfCloses) {
                socket.shutdownOutput();
            }
            var responses = responses(socket, start.startsWith("HEAD "));
            assertThat(responses.size()).isLessThanOrEqualTo(1);
            if (!kind.statuses().isEmpty()) {
                assertThat(responses).hasSize(1);
                assertThat(kind.statuses()).contains(responses.get(0).status());
            }
            for (var response : responses) {
                check(response, start.startsWith("HEAD "));
            }
        } catch (IOException | AssertionError e) {
            throw new AssertionError(kind.name() + (halfCloses ? ", half-closed" : "") + ": " + start, e);
        }
    }

    /** Reads until the server closes. The client closes first only if the server keeps the connection. */
    private static List<RawResponse> responses(Socket socket, boolean toHead) throws IOException {
        var responses = new ArrayList<RawResponse>();
        var in = socket.getInputStream();
        for (var response = RawResponse.read(in, toHead);
                response.isPresent();
                response = RawResponse.read(in, toHead)) {
            responses.add(response.get());
            if (!response.get().closes() && !socket.isOutputShutdown()) {
                socket.shutdownOutput();
            }
        }
        return responses;
    }

    private static void check(RawResponse response, boolean toHead) throws IOException {
        assertThat(response.status() < 500 || response.status() == 505).isTrue();
        assertThat(response.headers()).containsKeys("Content-Length", "Date");
        if (response.status() < 400) {
            return;
        }
        assertThat(response.headers()).containsEntry("Content-Type", "application/problem+json");
        if (!toHead) {
            var problem = JSON.readTree(response.body());
            assertThat(problem.get("status").intValue()).isEqualTo(response.status());
            assertThat(problem.get("type").textValue()).startsWith("urn:banyan:problem:");
            assertThat(problem.get("instance").textValue()).startsWith("urn:uuid:");
            assertThat(problem.get("title").textValue()).isNotBlank();
            assertThat(problem.get("detail").textValue()).isNotBlank();
        }
    }
}
