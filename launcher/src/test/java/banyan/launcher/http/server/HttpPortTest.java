package banyan.launcher.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What is answered, and what becomes of the connection. */
class HttpPortTest {
    private ToyPort port;

    @BeforeEach
    void listen() throws IOException {
        port = new ToyPort();
    }

    @AfterEach
    void close() {
        port.close();
    }

    @Test
    void refusesWithAProblemWhenTooManyWait() throws Exception {
        var sockets = new ArrayList<Socket>();
        try {
            while (!port.isFull()) {
                sockets.add(port.connect());
                ToyPort.send(
                        sockets.get(sockets.size() - 1), "GET /slow HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            }
            assertThat(sockets).hasSizeGreaterThan(1_024);
            sockets.add(port.connect());
            ToyPort.send(sockets.get(sockets.size() - 1), "GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
            var last = ToyPort.head(sockets.get(sockets.size() - 1));
            assertThat(last)
                    .startsWith("HTTP/1.1 503 ")
                    .containsIgnoringCase("\r\nretry-after: 1\r\n")
                    .contains("application/problem+json");
            assertThat(port.ask("/quick").get().body()).isEqualTo("quick");
            port.goOn();
            assertThat(ToyPort.read(sockets.get(0))).startsWith("HTTP/1.1 200 ").endsWith("slow");
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void keepsThoseWhoReadApartFromThoseWhoFollowAFeed() throws Exception {
        var sockets = new ArrayList<Socket>();
        try {
            while (!port.isFullOfFollowers()) {
                sockets.add(port.connect());
                ToyPort.send(
                        sockets.get(sockets.size() - 1),
                        "GET /slow?wait=20 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            }
            var refused = port.ask("/slow?after=1&w%61it=20").get();
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(port.ask("/echo").get().statusCode()).isEqualTo(200);
            assertThat(port.ask("/echo?waits=1&await=2").get().statusCode()).isEqualTo(200);
            port.goOn();
            assertThat(ToyPort.read(sockets.get(0))).startsWith("HTTP/1.1 200 ").endsWith("slow");
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void logsAFailureOnceByTheInstanceOfItsProblem() throws Exception {
        var log = (Logger) LoggerFactory.getLogger(UnexpectedFailure.class);
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        log.addAppender(lines);
        try {
            var answer = port.ask("/failure").get();
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
        try (var socket = port.connect()) {
            ToyPort.send(socket, "GET /half HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(ToyPort.read(socket)).contains("Content-Length: 10").endsWith("\r\n\r\nhalf");
        }
    }

    @Test
    void closesTheConnectionAfterAFailureBehindASuspension() throws Exception {
        try (var socket = port.connect()) {
            ToyPort.send(socket, "GET /suspended HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(ToyPort.read(socket)).isEmpty();
        }
    }

    @Test
    void keepsTheConnectionOfAClientThatWouldRatherSpeakHttp2() throws Exception {
        var first = port.ask("/address").get();
        assertThat(first.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        assertThat(port.ask("/address").get().body()).isEqualTo(first.body());
    }
}
