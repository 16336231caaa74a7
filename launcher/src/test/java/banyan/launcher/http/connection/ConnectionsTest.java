package banyan.launcher.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.launcher.address.Network;
import banyan.launcher.http.Limits;
import banyan.launcher.http.server.ToyPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.filterchain.TransportFilter;
import org.glassfish.grizzly.nio.transport.TCPNIOConnection;
import org.glassfish.grizzly.nio.transport.TCPNIOTransportBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests the limit of connections of a port, and which of them the port closes at the limit. */
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
    void closesIdleConnectionsOfAClientWithTooManyOnly() throws Exception {
        try (var port = new ToyPort(LIMITS)) {
            var other = used(port.connect(OTHER));
            for (int i = 0; i < LIMITS.connectionsOfClient(); i++) {
                used(port.connect());
            }
            var newest = used(port.connect());
            assertThat(closed()).isNotEqualTo(other).isNotEqualTo(newest);
            assertThat(port.use().closed()).containsEntry("displaced", 1L).containsEntry("refused", 0L);
        }
    }

    @Test
    void closesTheLongestIdleConnectionWhenAllAreInUse() throws Exception {
        try (var port = new ToyPort(LIMITS)) {
            for (int i = 0; i < LIMITS.connections(); i++) {
                used(port.connect("127.0.0." + (i + 2)));
            }
            quick(sockets.get(0)); // no longer the longest idle connection
            used(port.connect());
            assertThat(sockets.indexOf(closed())).isBetween(1, LIMITS.connections() / 2);
        }
    }

    @Test
    void closesTheNewestConnectionIfNoneIsIdle() throws Exception {
        try (var port = new ToyPort(LIMITS)) {
            for (int i = 0; i < LIMITS.connectionsOfClient(); i++) {
                busy(port.connect());
            }
            port.awaitRequests(2 * LIMITS.connectionsOfClient());
            try (var oneMore = port.connect()) {
                assertThat(ToyPort.read(oneMore)).isEmpty();
            }
            assertThat(quick(port.connect(OTHER))).startsWith("HTTP/1.1 200 ");
            assertThat(port.use().closed()).containsEntry("refused", 1L);
            port.proceed();
            assertThat(ToyPort.head(sockets.get(0))).startsWith("HTTP/1.1 200 ");
        }
    }

    /** Connections become idle, busy and idle again while the port selects those to close. */
    @Test
    void servesEachNewConnectionWhileOthersComeAndGo() throws Exception {
        var limits = new Limits(200, 200, 100_000_000, LONG, LONG, Duration.ofSeconds(1), LONG);
        try (var port = new ToyPort(limits)) {
            var clients = Executors.newFixedThreadPool(4);
            Callable<Integer> client = () -> served(port, 300);
            for (var served : clients.invokeAll(Collections.nCopies(4, client))) {
                assertThat(served.get()).isEqualTo(300);
            }
            clients.shutdown();
            assertThat(port.use().closed().get("displaced")).isPositive();
            assertThat(port.use().closed()).containsEntry("refused", 0L);
        }
    }

    @Test
    void doesNotLimitProxies() throws Exception {
        try (var port = new ToyPort(LIMITS, Network.parse(OTHER).orElseThrow())) {
            for (int i = 0; i <= LIMITS.connectionsOfClient(); i++) {
                used(port.connect(OTHER));
            }
            for (var socket : sockets) {
                assertThat(quick(socket)).startsWith("HTTP/1.1 200 ");
            }
        }
    }

    @Test
    void doesNotCountClosedConnections() throws Exception {
        try (var port = new ToyPort(LIMITS)) {
            for (int i = 0; i < 10 * LIMITS.connections(); i++) {
                try (var socket = port.connect()) {
                    ToyPort.send(socket, "GET /quick HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
                    assertThat(ToyPort.read(socket)).startsWith("HTTP/1.1 200 ");
                }
            }
            assertThat(port.use().closed().values()).containsOnly(0L);
        }
    }

    /** The port must not wait for a client that it never registers. */
    @Test
    void isEmptyAfterAClientDisconnectsBeforeItIsRegistered() throws Exception {
        var connections = new Connections();
        var transport = TCPNIOTransportBuilder.newInstance().build();
        transport.setProcessor(FilterChainBuilder.stateless()
                .add(new TransportFilter())
                .add(new BaseFilter() {
                    @Override
                    public NextAction handleAccept(FilterChainContext context) throws IOException {
                        ((TCPNIOConnection) context.getConnection())
                                .getChannel()
                                .close();
                        return context.getInvokeAction();
                    }
                })
                .add(new AdmissionFilter(
                        LIMITS, connections, new UnreadResponses(LIMITS.unread(), connections), address -> false))
                .build());
        transport.getConnectionMonitoringConfig().addProbes(new ConnectionEvents(connections));
        transport.start();
        try {
            var address = (InetSocketAddress) transport.bind("127.0.0.1", 0).getLocalAddress();
            try (var socket = new Socket(address.getAddress(), address.getPort())) {
                assertThat(socket.getInputStream().read()).isNegative();
                long end = System.nanoTime() + LONG.toNanos();
                while (!connections.isEmpty() && System.nanoTime() < end) {
                    Thread.onSpinWait();
                }
                assertThat(connections.arrivals().accepted()).isEqualTo(1);
                assertThat(connections.isEmpty()).isTrue();
            }
        } finally {
            transport.shutdownNow();
        }
    }

    /** Returns the only connection that is no longer served. */
    private Socket closed() throws IOException {
        var closed = new ArrayList<Socket>();
        for (var socket : sockets) {
            if (quick(socket).isEmpty()) {
                closed.add(socket);
            }
        }
        assertThat(closed).hasSize(1);
        return closed.get(0);
    }

    /** Returns how many of these connections were served when they were new. */
    private int served(ToyPort port, int number) throws IOException {
        var kept = new ArrayList<Socket>();
        int served = 0;
        for (int i = 0; i < number; i++) {
            kept.add(port.connect());
            served += quick(kept.get(i)).startsWith("HTTP/1.1 200 ") ? 1 : 0;
        }
        for (var socket : kept) {
            socket.close();
        }
        return served;
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
        try {
            ToyPort.send(socket, "GET /quick HTTP/1.1\r\nHost: a\r\n\r\n");
            var head = ToyPort.head(socket);
            socket.getInputStream().readNBytes("quick".length());
            return head;
        } catch (SocketException e) {
            return ""; // it has been closed
        }
    }
}
