package banyan.launcher.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.launcher.address.ClientAddressResolver;
import banyan.launcher.http.Endpoint;
import banyan.launcher.http.Observer;
import banyan.launcher.http.RequestHandling;
import banyan.launcher.http.Responses;
import banyan.launcher.http.server.HttpPort;
import banyan.launcher.http.server.ToyPort;
import banyan.launcher.http.server.Workers;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests requests that arrive on a connection while an earlier one of it is in flight. */
class InFlightIOStrategyTest {
    private static final Pattern END = Pattern.compile("/\\d+;");

    private final Semaphore arrived = new Semaphore(0);
    private final Semaphore mayContinue = new Semaphore(0);
    private final AtomicInteger inProgress = new AtomicInteger();
    private final AtomicInteger maxInProgress = new AtomicInteger();
    private final Workers workers = Workers.ofBoard();
    private HttpPort port;
    private Socket socket;

    @BeforeEach
    void connect() throws IOException {
        port = new HttpPort(
                InetAddress.getLoopbackAddress(),
                0,
                new Gate(),
                workers,
                Observer.NONE,
                ToyPort.SHORT,
                new ClientAddressResolver(List.of()));
        socket = new Socket(InetAddress.getLoopbackAddress(), port.number());
        socket.setSoTimeout(20_000);
    }

    @AfterEach
    void close() throws IOException {
        mayContinue.release(1_000);
        socket.close();
        port.close();
        workers.close();
    }

    @Test
    void waitForTheirTurnAndGetResponsesInOrder() throws Exception {
        send(get(1));
        arrived.acquire();
        for (int i = 2; i <= 20; i++) {
            send(get(i));
        }
        mayContinue.release(20);
        expect(20);
    }

    @Test
    void mayArriveInOnePiece() throws Exception {
        mayContinue.release(50);
        var all = new StringBuilder();
        for (int i = 1; i <= 50; i++) {
            all.append(get(i));
        }
        send(all.toString());
        expect(50);
    }

    @Test
    void mayArriveInPiecesOfAnySize() throws Exception {
        mayContinue.release(200);
        var all = new StringBuilder();
        for (int i = 1; i <= 200; i++) {
            all.append(get(i));
        }
        var writer = new Thread(() -> {
            for (int i = 0; i < all.length(); i += 7) {
                send(all.substring(i, Math.min(all.length(), i + 7)));
            }
        });
        writer.start();
        expect(200);
        writer.join();
    }

    @Test
    void getNoResponseIfTheClientHasDisconnected() throws Exception {
        send(get(1));
        arrived.acquire();
        send(get(2));
        socket.close();
        mayContinue.release(2);
        try (var next = new Socket(InetAddress.getLoopbackAddress(), port.number())) {
            socket = next;
            next.setSoTimeout(20_000);
            mayContinue.release();
            send(get(3));
            assertThat(nextBody()).isEqualTo("/3;");
        }
    }

    @Test
    void haveTheirBodiesReadFirst() throws Exception {
        send("POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\n");
        mayContinue.release(2);
        send("10");
        send("00" + get(2));
        assertThat(nextBody()).isEqualTo("/11000;");
        assertThat(nextBody()).isEqualTo("/2;");
    }

    private void expect(int responses) throws IOException {
        for (int i = 1; i <= responses; i++) {
            assertThat(nextBody()).isEqualTo("/" + i + ";");
        }
        assertThat(maxInProgress).hasValue(1);
    }

    private void send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String get(int number) {
        return "GET /" + number + " HTTP/1.1\r\nHost: a\r\n\r\n";
    }

    private String nextBody() throws IOException {
        var read = new StringBuilder();
        InputStream in = socket.getInputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            read.append((char) next);
            var body = END.matcher(read);
            if (body.find()) {
                return body.group();
            }
        }
        return read.toString();
    }

    /** Responds when the test permits it. */
    private final class Gate implements Endpoint {
        @Override
        public RequestHandling handle(Request request) {
            return RequestHandling.blocking(this::respond);
        }

        private void respond(Request request, Response response) throws Exception {
            maxInProgress.accumulateAndGet(inProgress.incrementAndGet(), Math::max);
            arrived.release();
            mayContinue.acquire();
            var body = new String(request.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            inProgress.decrementAndGet();
            Responses.text(response, request.getRequestURI() + body + ";");
        }
    }
}
