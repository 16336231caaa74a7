package banyan.launcher.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.launcher.http.server.ToyPort;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyAggregatorTest {
    private static final String POST = "POST /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\n";
    private static final String COUNT =
            "POST /count HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final String TOO_LARGE = "HTTP/1.1 413 ";

    private ToyPort port;
    private Socket socket;

    @BeforeEach
    void connect() throws IOException {
        port = new ToyPort();
        socket = port.connect();
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
        port.close();
    }

    @Test
    void arriveInPieces() throws Exception {
        ToyPort.send(socket, POST + "Content-Length: 6\r\n\r\nab");
        ToyPort.send(socket, "cd");
        ToyPort.send(socket, "ef");
        assertThat(ToyPort.read(socket)).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\nabcdef");
    }

    @Test
    void arriveInChunks() throws Exception {
        ToyPort.send(socket, POST + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r");
        ToyPort.send(socket, "\n3\r\ndef\r\n0\r\n\r\n");
        assertThat(ToyPort.read(socket)).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\nabcdef");
    }

    @Test
    void areSentAfterA100Continue() throws Exception {
        ToyPort.send(socket, POST + "Content-Length: 3\r\nExpect: 100-continue\r\n\r\n");
        assertThat(ToyPort.head(socket)).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
        ToyPort.send(socket, "abc");
        assertThat(ToyPort.read(socket)).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\nabc");
    }

    @Test
    void mayHaveTheMaximumLength() throws Exception {
        ToyPort.send(socket, POST + "Content-Length: 65536\r\n\r\n" + "a".repeat(65_536));
        assertThat(ToyPort.read(socket)).startsWith("HTTP/1.1 200 ").endsWith("a".repeat(65_536));
    }

    @Test
    void areRejectedByTheirDeclaredLength() throws Exception {
        ToyPort.send(socket, POST + "Content-Length: 65537\r\nExpect: 100-continue\r\n\r\n");
        assertThat(ToyPort.read(socket)).startsWith(TOO_LARGE).contains("65536 bytes");
    }

    @Test
    void areRejectedAsSoonAsTheyAreTooLong() throws Exception {
        ToyPort.send(socket, POST + "Transfer-Encoding: chunked\r\n\r\n");
        for (int i = 0; i < 9; i++) {
            ToyPort.send(socket, "2000\r\n" + "a".repeat(8_192) + "\r\n");
        }
        assertThat(ToyPort.read(socket)).startsWith(TOO_LARGE);
    }

    @Test
    void areNotReadAsRequestsWhenTheyAreRejected() throws Exception {
        ToyPort.send(socket, POST + "Content-Length: 70000\r\n\r\nGET /quick HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(ToyPort.read(socket)).startsWith(TOO_LARGE).doesNotContain(" 200 ");
    }

    @Test
    void areReadAsTheyArriveIfTheEndpointReadsThem() throws Exception {
        ToyPort.send(socket, COUNT);
        for (int i = 0; i < 1_000; i++) {
            ToyPort.send(socket, "2000\r\n" + "a".repeat(8_192) + "\r\n");
        }
        ToyPort.send(socket, "0\r\n\r\n");
        assertThat(ToyPort.read(socket)).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n8192000");
    }

    @Test
    void failTheReaderWhenTheyStall() throws Exception {
        ToyPort.send(socket, COUNT + "2\r\nab\r\n");
        assertThat(ToyPort.read(socket)).endsWith("\r\n\r\nbroken off");
    }

    @Test
    void failTheReaderWhenTheyAreMalformed() throws Exception {
        ToyPort.send(socket, COUNT + "2\r\nab\r\n");
        port.awaitArrival();
        ToyPort.send(socket, "no length\r\n");
        assertThat(ToyPort.read(socket)).endsWith("\r\n\r\nbroken off");
    }

    @Test
    void areSentInChunksAfterA100ContinueToo() throws Exception {
        ToyPort.send(socket, POST + "Transfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n");
        assertThat(ToyPort.head(socket)).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
        ToyPort.send(socket, "3\r\nabc\r\n0\r\n\r\n");
        assertThat(ToyPort.read(socket)).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\nabc");
    }

    /** Trailers are not headers of the request, because a proxy has not checked them. */
    @Test
    void loseExtensionsAndTrailers() throws Exception {
        ToyPort.send(
                socket,
                "POST /headers HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3;forwarded=x\r\nabc\r\n"
                        + "0\r\nX-Forwarded-For: 192.0.2.1\r\nContent-Length: 9\r\n\r\n"
                        + "GET /headers HTTP/1.1\r\nHost: a\r\nConnection: a, Close\r\n\r\n");
        assertThat(ToyPort.read(socket))
                .containsPattern(
                        "(?s)^HTTP/1.1 200 .*\r\n\r\nhost transfer-encodingHTTP/1.1 200 .*\r\n\r\nhost connection$");
    }

    /** White space around a value is not part of it (RFC 9110 section 5.5). */
    @ParameterizedTest
    @ValueSource(
            strings = {"Transfer-Encoding:\tchunked", "Transfer-Encoding: \t chunked \t", "transfer-encoding:CHUNKED"})
    void areInChunksInAnySpelling(String header) throws Exception {
        ToyPort.send(socket, POST + header + "\r\n\r\n3\r\nabc\r\n0\r\n\r\n");
        assertThat(ToyPort.read(socket)).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\nabc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length:\t3", "content-length:003"})
    void haveTheirDeclaredLengthInAnySpelling(String header) throws Exception {
        ToyPort.send(socket, POST + header + "\r\n\r\nabc");
        assertThat(ToyPort.read(socket)).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\nabc");
    }

    @Test
    void endTheConnectionIfTheChunksAreInvalid() throws Exception {
        ToyPort.send(
                socket,
                POST + "Transfer-Encoding: chunked\r\n\r\n3\nabc\r\n0\r\n\r\nGET /quick HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(ToyPort.read(socket)).startsWith("HTTP/1.1 400 ").doesNotContain(" 200 ");
    }

    @Test
    void blockNoWorker() throws Exception {
        var slow = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 100; i++) {
                slow.add(port.connect());
                ToyPort.send(slow.get(i), POST + "Content-Length: 2\r\n\r\na");
            }
            ToyPort.send(socket, POST + "Content-Length: 2\r\n\r\nab");
            assertThat(ToyPort.read(socket)).startsWith("HTTP/1.1 200 ");
            assertThat(ToyPort.read(slow.get(0))).startsWith("HTTP/1.1 408 ");
        } finally {
            for (var one : slow) {
                one.close();
            }
        }
    }
}
