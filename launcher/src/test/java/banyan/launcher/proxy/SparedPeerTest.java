package banyan.launcher.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.launcher.remote.RawServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No request of a client can open the circuit breaker of a peer for others, unless the peer does not respond at all. */
@Timeout(60)
class SparedPeerTest {
    private static final int TIMES = 12;

    private final Passage passage = new Passage();
    private RawServer peer;
    private int gateway;

    @BeforeEach
    void listen() throws IOException {
        peer = new RawServer(SparedPeerTest::serve);
        gateway = passage.gateway(peer.address());
    }

    @AfterEach
    void close() {
        passage.close();
        peer.close();
    }

    /** Responds normally unless the path selects a fault. */
    private static void serve(String head, Socket socket) throws Exception {
        if (head.contains("/quiet")) {
            RawServer.sendNothing(head, socket);
        } else if (head.contains("/half")) {
            RawServer.sending("HTTP/1.1 200 OK\r\nA").serve(head, socket);
        } else if (head.contains("/garbage")) {
            RawServer.sending("garbage\r\n\r\n").serve(head, socket);
        } else if (head.contains("/upgrade")) {
            RawServer.sending("HTTP/1.1 101 X\r\n\r\n").serve(head, socket);
        } else if (!head.contains("/close")) {
            RawServer.responding("posts/1", 200, "{}").serve(head, socket);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"quiet", "half", "garbage", "upgrade", "close"})
    void servesOtherClientsWhateverOneClientSends(String path) throws Exception {
        for (int i = 0; i < TIMES; i++) {
            assertThat(send(path, "Banyan-Time-Left: 50\r\n")).containsPattern("^HTTP/1.1 50[234] ");
            assertThat(send("good", "")).startsWith("HTTP/1.1 200 ");
        }
        for (int i = 0; i < TIMES; i++) {
            send(path, "Banyan-Time-Left: 50\r\n");
        }
        assertThat(send("good", "")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void staysAvailableWhenClientsDisconnectEarly() throws Exception {
        for (int i = 0; i < TIMES; i++) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), gateway)) {
                int before = peer.heads().size();
                socket.getOutputStream()
                        .write("GET /api/posts/quiet HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                while (peer.heads().size() == before) {
                    Thread.onSpinWait();
                }
            }
        }
        assertThat(send("good", "")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void isSparedWhileItDoesNotRespondAndUsedAgainWhenItReturns() throws Exception {
        peer.become(RawServer::sendNothing);
        var response = send("good", "Banyan-Time-Left: 50\r\n");
        while (!response.contains("gets no request for a second")) {
            assertThat(response).startsWith("HTTP/1.1 504 ");
            response = send("good", "Banyan-Time-Left: 50\r\n");
        }
        assertThat(response).startsWith("HTTP/1.1 503 ").containsIgnoringCase("retry-after: 1");
        peer.become(SparedPeerTest::serve);
        while (!send("good", "").startsWith("HTTP/1.1 200 ")) {
            Thread.onSpinWait();
        }
    }

    private String send(String path, String header) throws IOException {
        return Passage.send(
                gateway, "GET /api/posts/" + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + header + "\r\n");
    }
}
