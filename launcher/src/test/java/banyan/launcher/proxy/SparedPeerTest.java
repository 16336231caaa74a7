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

/** No request of a client can have a peer left in peace for others; only a peer that answers nobody is. */
@Timeout(60)
class SparedPeerTest {
    private static final int OFTEN = 12;

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

    /** Answers what has nothing special in its path. */
    private static void serve(String head, Socket socket) throws Exception {
        if (head.contains("/quiet")) {
            RawServer.keepQuiet(head, socket);
        } else if (head.contains("/half")) {
            RawServer.saying("HTTP/1.1 200 OK\r\nA").serve(head, socket);
        } else if (head.contains("/garbage")) {
            RawServer.saying("garbage\r\n\r\n").serve(head, socket);
        } else if (head.contains("/upgrade")) {
            RawServer.saying("HTTP/1.1 101 X\r\n\r\n").serve(head, socket);
        } else if (!head.contains("/close")) {
            RawServer.answering("posts/1", 200, "{}").serve(head, socket);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"quiet", "half", "garbage", "upgrade", "close"})
    void isAskedOnByOthersWhateverSomebodyAsks(String path) throws Exception {
        for (int i = 0; i < OFTEN; i++) {
            assertThat(ask(path, "Banyan-Time-Left: 50\r\n")).containsPattern("^HTTP/1.1 50[234] ");
            assertThat(ask("good", "")).startsWith("HTTP/1.1 200 ");
        }
        for (int i = 0; i < OFTEN; i++) {
            ask(path, "Banyan-Time-Left: 50\r\n");
        }
        assertThat(ask("good", "")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void isAskedOnWhenClientsGoBeforeItAnswers() throws Exception {
        for (int i = 0; i < OFTEN; i++) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), gateway)) {
                int before = peer.heads().size();
                socket.getOutputStream()
                        .write("GET /api/posts/quiet HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                while (peer.heads().size() == before) {
                    Thread.onSpinWait();
                }
            }
        }
        assertThat(ask("good", "")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void isLeftInPeaceWhileItAnswersNobodyAndFoundWhenItReturns() throws Exception {
        peer.now(RawServer::keepQuiet);
        var answer = ask("good", "Banyan-Time-Left: 50\r\n");
        while (!answer.contains("gets no request for a second")) {
            assertThat(answer).startsWith("HTTP/1.1 504 ");
            answer = ask("good", "Banyan-Time-Left: 50\r\n");
        }
        assertThat(answer).startsWith("HTTP/1.1 503 ").containsIgnoringCase("retry-after: 1");
        peer.now(SparedPeerTest::serve);
        while (!ask("good", "").startsWith("HTTP/1.1 200 ")) {
            Thread.onSpinWait();
        }
    }

    private String ask(String path, String header) throws IOException {
        return Passage.ask(
                gateway, "GET /api/posts/" + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + header + "\r\n");
    }
}
