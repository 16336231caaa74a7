package banyan.launcher.routing;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.launcher.proxy.Passage;
import banyan.launcher.remote.RawServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Any client can send probes. One client does not block the probes of others. */
@Timeout(60)
class ProbeRelayTest {
    private static final int MANY = 30;
    private static final int ALLOWED = 4;

    @Test
    void leavesRoomForOtherClients() throws Exception {
        var sockets = new ArrayList<Socket>();
        try (var passage = new Passage();
                var peer = new RawServer(RawServer::sendNothing)) {
            int gateway = passage.gateway(peer.address());
            for (int i = 0; i < MANY; i++) {
                sockets.add(probe(gateway, "127.0.0.1", ""));
            }
            while (peer.heads().size() < ALLOWED) {
                Thread.onSpinWait();
            }
            try (var other = probe(gateway, "127.0.0.2", "Banyan-Time-Left: 50\r\n")) {
                assertThat(response(other)).startsWith("HTTP/1.1 503 ").contains("cannot say where");
            }
            int rejected = 0;
            for (var socket : sockets) {
                rejected += response(socket).contains("Too many loop probes") ? 1 : 0;
            }
            assertThat(rejected).isEqualTo(MANY - ALLOWED);
            try (var again = probe(gateway, "127.0.0.1", "Banyan-Time-Left: 50\r\n")) {
                assertThat(response(again)).contains("cannot say where");
            }
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void respondsWhenNothingCanBeSent() throws Exception {
        try (var passage = new Passage();
                var peer = new RawServer(RawServer::sendNothing)) {
            int gateway = passage.gateway(peer.address());
            passage.stopSending();
            for (int i = 0; i < MANY; i++) {
                try (var socket = probe(gateway, "127.0.0.1", "")) {
                    assertThat(response(socket)).startsWith("HTTP/1.1 503 ").doesNotContain("Too many loop probes");
                }
            }
        }
    }

    private static Socket probe(int gateway, String from, String header) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), gateway, InetAddress.getByName(from), 0);
        socket.getOutputStream()
                .write(("GET /api/posts/contract HTTP/1.1\r\nHost: a\r\nConnection: close\r\nBanyan-Asking: "
                                + UUID.randomUUID() + "\r\nBanyan-Moving: none\r\n" + header + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String response(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
