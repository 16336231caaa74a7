package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A launcher that hosts no module forwards everything, with a heap of 64 MB. */
@ResourceLock("processors")
class GatewayIT {
    private static final int MEGABYTE = 1 << 20;
    private static final int LARGE = 100;
    private static final int REQUESTS = Boolean.getBoolean("banyan.campaign") ? 50_000 : 5_000;
    private static final int CONNECTIONS = 16;
    private static final int SLOW = 200;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @TempDir
    private Path data;

    private HttpServer target;
    private BoardProcess gateway;

    @BeforeEach
    void start() throws Exception {
        target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 300);
        target.createContext("/api/posts/large", exchange -> response(exchange, LARGE));
        target.createContext("/api/posts/7", exchange -> response(exchange, 0));
        target.setExecutor(threads);
        target.start();
        gateway = BoardProcess.start(
                Artifact.built(),
                Artifact.Way.JAR,
                List.of("-Xmx64m"),
                data,
                "--modules=none",
                "--access-log=off",
                "--remote=posts=" + Roots.address(target.getAddress().getPort()));
    }

    @AfterEach
    void stop() {
        gateway.close();
        target.stop(0);
        threads.shutdownNow();
    }

    @Test
    void forwardsAHundredMegabytes() throws Exception {
        try (var body = HttpClient.newHttpClient()
                .send(request("/api/posts/large"), BodyHandlers.ofInputStream())
                .body()) {
            assertThat(patternLength(body)).isEqualTo((long) LARGE * MEGABYTE);
        }
        assertThat(gateway.output()).noneMatch(line -> line.contains("OutOfMemory") || line.contains("ERROR"));
    }

    @Test
    void holdsNoMoreMemoryAfterManyRequests() throws Exception {
        exchange(REQUESTS / 5); // until all permanent objects exist
        var before = Footprint.of(gateway.process());
        exchange(REQUESTS);
        var after = Footprint.of(gateway.process());
        System.out.printf("heap before %d, after %d requests %d%n", before.heap(), REQUESTS, after.heap());
        assertThat(after.heap() - before.heap()).isLessThan(MEGABYTE);
        assertThat(after.files()).isLessThanOrEqualTo(before.files() + CONNECTIONS);
    }

    @Test
    void doesNotDelayAFastClientForSlowOnes() throws Exception {
        var slow = new ArrayList<Socket>();
        try {
            for (int i = 0; i < SLOW; i++) {
                var socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
                socket.getOutputStream()
                        .write("GET /api/posts/large HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                slow.add(socket);
            }
            for (var socket : slow) {
                assertThat(socket.getInputStream().read()).isEqualTo('H');
            }
            exchange(CONNECTIONS * 20);
            for (var socket : slow) { // their requests succeeded all the time
                assertThat(socket.getInputStream().read()).isEqualTo('T');
            }
        } finally {
            for (var socket : slow) {
                socket.close();
            }
        }
        assertThat(gateway.output()).noneMatch(line -> line.contains("OutOfMemory"));
    }

    /** Sends this many requests over kept connections. */
    private void exchange(int requests) throws Exception {
        var clients = new ArrayList<Callable<Void>>();
        for (int i = 0; i < CONNECTIONS; i++) {
            clients.add(() -> {
                try (var client = new Client(gateway.port())) {
                    for (int j = 0; j < requests / CONNECTIONS; j++) {
                        assertThat(client.get("/api/posts/7").orElseThrow().status())
                                .isEqualTo(200);
                    }
                }
                return null;
            });
        }
        for (var done : threads.invokeAll(clients)) {
            done.get();
        }
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create(Roots.address(gateway) + path)).build();
    }

    /** Returns how many bytes equal their index. */
    private static long patternLength(InputStream body) throws IOException {
        var expected = pattern();
        long length = 0;
        for (var part = body.readNBytes(MEGABYTE); part.length > 0; part = body.readNBytes(MEGABYTE)) {
            assertThat(Arrays.equals(part, 0, part.length, expected, 0, part.length))
                    .isTrue();
            length += part.length;
        }
        return length;
    }

    private static byte[] pattern() {
        var bytes = new byte[MEGABYTE];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i % 251);
        }
        return bytes;
    }

    private static void response(HttpExchange exchange, int megabytes) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(200, megabytes == 0 ? 2 : (long) megabytes * MEGABYTE);
            var out = exchange.getResponseBody();
            if (megabytes == 0) {
                out.write("{}".getBytes(StandardCharsets.US_ASCII));
            }
            var part = pattern();
            for (int i = 0; i < megabytes; i++) {
                out.write(part);
            }
        } catch (IOException e) {
            assert megabytes > 0 : e; // a slow reader has disconnected
        }
    }
}
