package banyan.launcher.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class HttpPortTest {
    private static final int LARGE = 32_000_000;
    private static final TimeLimits.Limits SHORT = new TimeLimits.Limits(
            Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(1), Duration.ofSeconds(3));

    private final HttpClient client = HttpClient.newHttpClient();
    private final Semaphore arrived = new Semaphore(0);
    private final CountDownLatch mayGoOn = new CountDownLatch(1);
    private final Workers workers = new Workers();
    private HttpPort port;

    @BeforeEach
    void listen() throws IOException {
        port = new HttpPort(InetAddress.getLoopbackAddress(), 0, new Toy(), workers, false, SHORT);
    }

    @AfterEach
    void close() {
        mayGoOn.countDown();
        port.close();
        workers.close();
    }

    @Test
    void drainsUntilASlowAnswerIsGiven() throws Exception {
        var answer = ask("/slow");
        arrived.acquire();
        var drained = CompletableFuture.runAsync(() -> port.drain(Duration.ofSeconds(30)));
        awaitItsClosing();
        goesOn(drained);
        mayGoOn.countDown();
        assertThat(answer.get().body()).isEqualTo("slow");
        assertThat(answer.get().headers().firstValue("Connection")).isEmpty(); // it began before
        drained.get();
    }

    @Test
    void drainsUntilALargeAnswerIsRead() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port.number())) {
            send(socket, "GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
            var first = socket.getInputStream().readNBytes(1);
            var drained = CompletableFuture.runAsync(() -> {
                port.drain(Duration.ofSeconds(30));
                port.close();
            });
            awaitItsClosing();
            goesOn(drained);
            var rest = socket.getInputStream().readAllBytes();
            assertThat(first.length + rest.length).isGreaterThan(LARGE);
            drained.get();
        }
    }

    @Test
    void givesUpDrainingWhenTheTimeIsOver() throws Exception {
        var answer = ask("/slow");
        arrived.acquire();
        port.drain(Duration.ofMillis(200));
        assertThat(answer).isNotDone();
    }

    @Test
    void refusesWithAProblemWhenTooManyWait() throws Exception {
        var sockets = new ArrayList<Socket>();
        try {
            while (!workers.areFull()) {
                sockets.add(new Socket(InetAddress.getLoopbackAddress(), port.number()));
                send(sockets.get(sockets.size() - 1), "GET /slow HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            }
            assertThat(sockets).hasSizeGreaterThan(1_024);
            sockets.add(new Socket(InetAddress.getLoopbackAddress(), port.number()));
            send(sockets.get(sockets.size() - 1), "GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
            var last = head(sockets.get(sockets.size() - 1));
            assertThat(last)
                    .startsWith("HTTP/1.1 503 ")
                    .containsIgnoringCase("\r\nretry-after: 1\r\n")
                    .contains("application/problem+json");
            assertThat(ask("/quick").get().body()).isEqualTo("quick");
            mayGoOn.countDown();
            assertThat(read(sockets.get(0))).startsWith("HTTP/1.1 200 ").endsWith("slow");
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void logsAFailureOnceByTheInstanceOfItsProblem() throws Exception {
        var log = (Logger) LoggerFactory.getLogger(Dispatch.class);
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        log.addAppender(lines);
        try {
            var answer = ask("/failure").get();
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.body()).doesNotContain("planted");
            var instance = Pattern.compile("urn:uuid:[-0-9a-f]+").matcher(answer.body());
            assertThat(instance.find()).isTrue();
            assertThat(lines.list).singleElement().satisfies(line -> {
                assertThat(line.getFormattedMessage()).contains(instance.group());
                assertThat(line.getThrowableProxy().getMessage()).isEqualTo("planted");
            });
        } finally {
            log.detachAppender(lines);
        }
    }

    @Test
    void closesTheConnectionAfterHalfAnAnswer() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port.number())) {
            send(socket, "GET /half HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(read(socket)).contains("Content-Length: 10").endsWith("\r\n\r\nhalf");
        }
    }

    @Test
    void answersThoseWhoSendTooSlowlyAndServesOthersMeanwhile() throws Exception {
        var sockets = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 200; i++) {
                var socket = new Socket(InetAddress.getLoopbackAddress(), port.number());
                sockets.add(socket);
                send(
                        socket,
                        i % 2 == 0 ? "G" : "POST /quick HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5");
            }
            assertThat(ask("/quick").get().body()).isEqualTo("quick");
            for (var socket : sockets) {
                assertThat(read(socket))
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
    void takesTheRestOfAnUnwantedBodyForNoNewRequest() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port.number());
                var slow = new Socket(InetAddress.getLoopbackAddress(), port.number())) {
            send(socket, "POST /quick HTTP/1.1\r\nHost: a\r\nContent-Length: 300000\r\n\r\n");
            assertThat(head(socket)).startsWith("HTTP/1.1 200 ");
            socket.getInputStream().readNBytes("quick".length());
            send(socket, "a".repeat(299_999));
            send(slow, "G");
            assertThat(read(slow)).startsWith("HTTP/1.1 408 "); // so long a request may take to arrive
            send(socket, "aGET /quick HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            assertThat(read(socket)).startsWith("HTTP/1.1 200 ").endsWith("quick");
        }
    }

    @Test
    void keepsTheConnectionOfAClientThatWouldRatherSpeakHttp2() throws Exception {
        var first = ask("/address").get();
        assertThat(first.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        assertThat(ask("/address").get().body()).isEqualTo(first.body());
    }

    @Test
    void closesIdleConnections() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port.number())) {
            assertThat(read(socket)).isEmpty();
        }
    }

    @Test
    void closesTheConnectionOfOneWhoDoesNotReadTheAnswer() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port.number())) {
            send(socket, "GET /large HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            assertThat(socket.getInputStream().read()).isEqualTo('H');
            port.drain(Duration.ofMinutes(1));
            assertThat(socket.getInputStream().readAllBytes()).hasSizeLessThan(LARGE);
        }
    }

    private CompletableFuture<HttpResponse<String>> ask(String path) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.number() + path))
                .build();
        return client.sendAsync(request, BodyHandlers.ofString());
    }

    /** Nobody listens any more, once another may. To connect would keep the port open. */
    private void awaitItsClosing() {
        while (!isFree(port.number())) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    /** For longer than it gives those who have connected to begin. */
    private static void goesOn(CompletableFuture<?> drained) {
        assertThatThrownBy(() -> drained.get(1_500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
    }

    private static boolean isFree(int number) {
        try (var listener = new ServerSocket(number, 1, InetAddress.getLoopbackAddress())) {
            return listener.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static void send(Socket socket, String octets) throws IOException {
        socket.getOutputStream().write(octets.getBytes(StandardCharsets.US_ASCII));
    }

    private static String head(Socket socket) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) socket.getInputStream().read());
        }
        return head.toString();
    }

    /** All until the other side has no more to say. */
    private static String read(Socket socket) throws IOException {
        socket.setSoTimeout(30_000);
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }

    /** Answers as its path says. */
    private final class Toy implements Endpoint {
        @Override
        public boolean blocks(Request request) {
            return !request.getRequestURI().equals("/quick");
        }

        @Override
        public void answer(Request request, Response response) throws Exception {
            switch (request.getRequestURI()) {
                case "/slow" -> {
                    arrived.release();
                    mayGoOn.await();
                    Answer.text(response, "slow");
                }
                case "/large" -> Answer.json(response, new byte[LARGE]);
                case "/failure" -> throw new IllegalStateException("planted");
                case "/half" -> {
                    response.setContentLength(10);
                    response.getOutputStream().write("half".getBytes(StandardCharsets.US_ASCII));
                    response.flush();
                    throw new IllegalStateException("planted");
                }
                case "/address" -> Answer.text(response, String.valueOf(request.getRemotePort()));
                default -> Answer.text(response, "quick");
            }
        }
    }
}
