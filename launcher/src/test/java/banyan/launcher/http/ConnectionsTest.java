package banyan.launcher.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many connections a port has, and which of them go when there are too many. */
class ConnectionsTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Limits LIMITS = new Limits(30, 20, 100_000_000, LONG, LONG, Duration.ofSeconds(1), LONG);
    private static final String OTHER = "127.0.0.2";

    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
    }

    @Test
    void closesTheIdleConnectionsOfAClientThatHasTooManyAndLeavesOthersAlone() throws Exception {
        try (var port = new ToyPort(LIMITS, address -> false)) {
            var other = used(port.connect(OTHER));
            for (int i = 0; i < LIMITS.connectionsOfClient(); i++) {
                used(port.connect());
            }
            assertThat(used(port.connect())).isNotNull();
            assertThat(ToyPort.read(sockets.get(1))).isEmpty();
            assertThat(quick(other)).startsWith("HTTP/1.1 200 ");
            assertThat(port.use().closed()).containsEntry("displaced", 1L).containsEntry("refused", 0L);
        }
    }

    @Test
    void closesTheConnectionThatIsIdleForLongestOnceAllAreTaken() throws Exception {
        try (var port = new ToyPort(LIMITS, address -> false)) {
            for (int i = 0; i < LIMITS.connections(); i++) {
                used(port.connect("127.0.0." + (i + 2)));
            }
            quick(sockets.get(0)); // which is not idle for longest now
            used(port.connect());
            assertThat(ToyPort.read(sockets.get(1))).isEmpty();
            assertThat(quick(sockets.get(0))).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void closesTheNewestConnectionWhereNoneIsIdle() throws Exception {
        try (var port = new ToyPort(LIMITS, address -> false)) {
            for (int i = 0; i < LIMITS.connectionsOfClient(); i++) {
                busy(port.connect());
            }
            try (var oneMore = port.connect()) {
                assertThat(ToyPort.read(oneMore)).isEmpty();
            }
            assertThat(quick(port.connect(OTHER))).startsWith("HTTP/1.1 200 ");
            assertThat(port.use().closed()).containsEntry("refused", 1L);
            port.goOn();
            assertThat(ToyPort.head(sockets.get(0))).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void boundsNoProxy() throws Exception {
        try (var port = new ToyPort(LIMITS, address -> address.getHostAddress().equals(OTHER))) {
            for (int i = 0; i <= LIMITS.connectionsOfClient(); i++) {
                used(port.connect(OTHER));
            }
            for (var socket : sockets) {
                assertThat(quick(socket)).startsWith("HTTP/1.1 200 ");
            }
        }
    }

    @Test
    void countsConnectionsThatHaveClosedNoMore() throws Exception {
        try (var port = new ToyPort(LIMITS, address -> false)) {
            for (int i = 0; i < 10 * LIMITS.connections(); i++) {
                try (var socket = port.connect()) {
                    ToyPort.send(socket, "GET /quick HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
                    assertThat(ToyPort.read(socket)).startsWith("HTTP/1.1 200 ");
                }
            }
            assertThat(port.use().closed().values()).containsOnly(0L);
        }
    }

    private Socket used(Socket socket) throws IOException {
        sockets.add(socket);
        assertThat(quick(socket)).startsWith("HTTP/1.1 200 ");
        return socket;
    }

    private void busy(Socket socket) throws IOException {
        sockets.add(socket);
        quick(socket);
        ToyPort.send(socket, "GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
    }

    private static String quick(Socket socket) throws IOException {
        ToyPort.send(socket, "GET /quick HTTP/1.1\r\nHost: a\r\n\r\n");
        var head = ToyPort.head(socket);
        socket.getInputStream().readNBytes("quick".length());
        return head;
    }
}
