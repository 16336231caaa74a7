package banyan.launcher.http.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.launcher.http.Limits;
import banyan.launcher.http.server.ToyPort;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests how long the port waits for clients while it drains and while it serves. */
class TimeLimitsTest {
    /** The client of this test may be slow itself. */
    private static final Limits PATIENT = new Limits(
            ToyPort.CONNECTIONS,
            ToyPort.CONNECTIONS,
            200_000_000,
            Duration.ofSeconds(1),
            Duration.ofSeconds(30),
            Duration.ofSeconds(1),
            Duration.ofSeconds(30));

    private ToyPort port;

    @BeforeEach
    void listen() throws IOException {
        port = new ToyPort();
    }

    @AfterEach
    void close() {
        port.close();
    }

    @Test
    void drainsUntilASlowResponseIsSent() throws Exception {
        var response = port.get("/slow");
        port.awaitArrival();
        var drained = CompletableFuture.runAsync(() -> port.drain(Duration.ofSeconds(30)));
        port.awaitItsClosing();
        assertIsDraining(drained);
        port.proceed();
        assertThat(response.get().body()).isEqualTo("slow");
        assertThat(response.get().headers().firstValue("Connection")).isEmpty(); // it began before the drain
        drained.get();
    }

    @Test
    void drainsUntilALargeResponseIsRead() throws Exception {
        port.close();
        port = new ToyPort(PATIENT);
        try (var socket = port.connect()) {
            ToyPort.send(socket, "GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
            var first = socket.getInputStream().readNBytes(1);
            var drained = CompletableFuture.runAsync(() -> {
                port.drain(Duration.ofSeconds(30));
                port.close();
            });
            port.awaitItsClosing();
            assertIsDraining(drained);
            var rest = socket.getInputStream().readAllBytes();
            assertThat(first.length + rest.length).isGreaterThan(ToyPort.LARGE);
            drained.get();
        }
    }

    @Test
    void stopsDrainingAtTheTimeout() throws Exception {
        var response = port.get("/slow");
        port.awaitArrival();
        port.drain(Duration.ofMillis(200));
        assertThat(response).isNotDone();
    }

    @Test
    void respondsToSlowClientsWith408AndServesOthers() throws Exception {
        var sockets = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 200; i++) {
                var socket = port.connect();
                sockets.add(socket);
                ToyPort.send(
                        socket,
                        i % 2 == 0 ? "G" : "POST /quick HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5");
            }
            assertThat(port.get("/quick").get().body()).isEqualTo("quick");
            for (var socket : sockets) {
                assertThat(ToyPort.read(socket))
                        .startsWith("HTTP/1.1 408 ")
                        .contains("\r\nConnection: close\r\n", "\"status\":408");
            }
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void closesIdleConnections() throws Exception {
        try (var socket = port.connect()) {
            assertThat(ToyPort.read(socket)).isEmpty();
        }
    }

    @Test
    void closesTheConnectionOfAClientThatDoesNotRead() throws Exception {
        try (var socket = port.connect()) {
            ToyPort.send(socket, "GET /large HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            assertThat(socket.getInputStream().read()).isEqualTo('H');
            port.drain(Duration.ofMinutes(1));
            assertThat(socket.getInputStream().readAllBytes()).hasSizeLessThan(ToyPort.LARGE);
        }
    }

    /** Waits longer than the port waits for the first bytes of a connection. */
    private static void assertIsDraining(CompletableFuture<?> drained) {
        assertThatThrownBy(() -> drained.get(1_500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
    }
}
