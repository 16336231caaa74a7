package banyan.launcher.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Tests the responses of the port, and whether the connection stays open. */
class HttpPortTest {
    private final List<Socket> sockets = new ArrayList<>();
    private ToyPort port;

    @BeforeEach
    void listen() throws IOException {
        port = new ToyPort();
    }

    @AfterEach
    void close() throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
        port.close();
    }

    @Test
    void rejectsWithAProblemWhenTooManyRequestsWait() throws Exception {
        fill(port::isFull, "/slow");
        assertThat(sockets).hasSizeGreaterThan(1_024);
        send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(ToyPort.head(sockets.get(sockets.size() - 1)))
                .startsWith("HTTP/1.1 503 ")
                .containsIgnoringCase("\r\nretry-after: 1\r\n")
                .contains("application/problem+json");
        assertThat(port.get("/quick").get().body()).isEqualTo("quick");
        assertTheFirstIsServed();
    }

    @Test
    void separatesReadsFromLongPolls() throws Exception {
        fill(port::isFullOfFollowers, "/slow?wait=20");
        var rejected = port.get("/slow?after=1&w%61it=20").get();
        assertThat(rejected.statusCode()).isEqualTo(503);
        assertThat(rejected.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(port.get("/echo").get().statusCode()).isEqualTo(200);
        assertThat(port.get("/echo?waits=1&await=2").get().statusCode()).isEqualTo(200);
        assertTheFirstIsServed();
    }

    /** Sends this request on new connections until the port is full. */
    private void fill(BooleanSupplier isFull, String target) throws IOException {
        while (!isFull.getAsBoolean()) {
            send("GET " + target + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        }
    }

    private void send(String request) throws IOException {
        sockets.add(port.connect());
        ToyPort.send(sockets.get(sockets.size() - 1), request);
    }

    private void assertTheFirstIsServed() throws IOException {
        port.proceed();
        assertThat(ToyPort.read(sockets.get(0))).startsWith("HTTP/1.1 200 ").endsWith("slow");
    }

    @Test
    void logsAFailureOnceByTheInstanceOfItsProblem() throws Exception {
        var log = (Logger) LoggerFactory.getLogger(UnexpectedFailure.class);
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        log.addAppender(lines);
        try {
            var response = port.get("/failure").get();
            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(response.body()).doesNotContain("planted");
            var instance = Pattern.compile("urn:uuid:[-0-9a-f]+").matcher(response.body());
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
    void closesTheConnectionAfterHalfAResponse() throws Exception {
        try (var socket = port.connect()) {
            ToyPort.send(socket, "GET /half HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(ToyPort.read(socket)).contains("Content-Length: 10").endsWith("\r\n\r\nhalf");
        }
    }

    @Test
    void closesTheConnectionAfterAFailureOfASuspendedRequest() throws Exception {
        try (var socket = port.connect()) {
            ToyPort.send(socket, "GET /suspended HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(ToyPort.read(socket)).isEmpty();
        }
    }

    @Test
    void keepsTheConnectionOfAClientThatPrefersHttp2() throws Exception {
        var first = port.get("/address").get();
        assertThat(first.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        assertThat(port.get("/address").get().body()).isEqualTo(first.body());
    }
}
