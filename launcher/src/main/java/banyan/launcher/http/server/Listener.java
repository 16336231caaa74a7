package banyan.launcher.http.server;

import banyan.launcher.http.connection.Connections;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import org.glassfish.grizzly.nio.transport.TCPNIOServerConnection;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listening socket of a port. */
final class Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final int BACKLOG = 1024;
    private static final Duration SELECTOR_TIMEOUT = Duration.ofSeconds(1);
    private static final int REHEARSALS = 50;

    private final TCPNIOServerConnection socket;
    private final Connections connections;

    /**
     * @throws IOException if the address cannot be bound, such as when it is in use
     */
    Listener(TCPNIOTransport transport, InetSocketAddress address, Connections connections) throws IOException {
        socket = transport.bind(address, BACKLOG);
        this.connections = connections;
    }

    int port() {
        return ((InetSocketAddress) socket.getLocalAddress()).getPort();
    }

    /**
     * Accepts the clients that are connected but not accepted yet, as a close would disconnect them, and closes right after.
     * A channel that is registered with a selector stays open until the next selection, so it is deregistered first.
     */
    void stop() {
        var channel = (ServerSocketChannel) socket.getChannel();
        var key = socket.getSelectionKey();
        key.cancel();
        key.selector().wakeup();
        Condition.await(() -> !channel.isRegistered(), System.nanoTime() + SELECTOR_TIMEOUT.toNanos());
        try {
            rehearse();
            acceptAll();
            channel.close();
        } catch (IOException e) {
            LOG.warn("The port could not be closed in good order", e);
        }
        socket.closeSilently();
    }

    /**
     * A client that connects between the last accept and the close is disconnected. That moment is ten times as long when
     * the JVM runs both for the first time, so both first run on a port that no client knows.
     */
    private void rehearse() throws IOException {
        for (int i = 0; i < REHEARSALS; i++) {
            try (var other = ServerSocketChannel.open()) {
                other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                socket.onAccept();
            }
        }
    }

    private void acceptAll() throws IOException {
        for (long before = -1; before != connections.arrivals().accepted(); ) {
            before = connections.arrivals().accepted();
            socket.onAccept();
        }
    }
}
