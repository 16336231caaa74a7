package banyan.launcher.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.launcher.http.Limits;
import banyan.launcher.http.server.ToyPort;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Tests clients that do not read their responses or that disconnect. */
class UnreadResponsesTest {
    private static final int CLIENTS = 50;

    /** The maximum number of bytes that workers are about to write. */
    private static final long BEING_WRITTEN = (4L + 2L * Runtime.getRuntime().availableProcessors()) * ToyPort.PAGE;

    private static final String PAGE = "GET /page HTTP/1.1\r\nHost: a\r\n\r\n";

    /** No client is cut within this time. */
    private static final Duration LONG = Duration.ofMinutes(5);

    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
    }

    @Test
    void holdNoWorker() throws Exception {
        try (var port = new ToyPort(limits(200_000_000, LONG))) {
            for (int i = 0; i < CLIENTS; i++) {
                ToyPort.send(slowReader(port), PAGE);
            }
            while (port.pages() < CLIENTS) {
                pause();
            }
            assertThat(port.get("/echo").get().statusCode()).isEqualTo(200);
            assertThat(port.use().closed().values()).containsOnly(0L);
            var all = sockets.get(0).getInputStream().readNBytes(ToyPort.PAGE);
            assertThat(all).hasSize(ToyPort.PAGE);
        }
    }

    @Test
    void holdBoundedBytesWhileOthersAreServed() throws Exception {
        long most = 4_000_000;
        try (var port = new ToyPort(limits(most, LONG))) {
            for (int i = 0; i < CLIENTS; i++) {
                ToyPort.send(slowReader(port), PAGE);
                assertThat(port.use().unread()).isLessThanOrEqualTo(most + BEING_WRITTEN);
            }
            while (port.pages() < CLIENTS) {
                pause();
            }
            assertThat(port.use().closed().get("unread")).isPositive();
            assertThat(port.get("/page").get().body()).hasSize(ToyPort.PAGE);
        }
    }

    @Test
    void areCutFirstForTheClientWithTheMost() throws Exception {
        try (var port = new ToyPort(limits(4_000_000, LONG))) {
            var other = port.connect("127.0.0.2");
            sockets.add(other);
            ToyPort.send(other, PAGE);
            for (int i = 0; i < CLIENTS; i++) {
                ToyPort.send(slowReader(port), PAGE);
            }
            while (port.use().closed().get("unread") == 0) {
                pause();
            }
            assertThat(other.getInputStream().readNBytes(ToyPort.PAGE)).hasSize(ToyPort.PAGE);
        }
    }

    @Test
    void areCutAfterATimeout() throws Exception {
        try (var port = new ToyPort(limits(200_000_000, Duration.ofSeconds(1)))) {
            ToyPort.send(slowReader(port), PAGE);
            while (port.use().closed().get("stalled") == 0) {
                pause();
            }
            assertThat(port.use().connections()).isLessThanOrEqualTo(1);
        }
    }

    /** An unread response delays the next request of its connection. */
    @Test
    void doNotAccumulateForPipelinedRequests() throws Exception {
        int requests = 50;
        try (var port = new ToyPort(limits(200_000_000, LONG))) {
            var socket = slowReader(port);
            ToyPort.send(socket, PAGE.repeat(requests));
            while (port.pages() == 0) {
                pause();
            }
            assertThat(port.get("/page").get().statusCode()).isEqualTo(200);
            assertThat(port.pages()).isLessThan(5);
            assertThat(port.use().unread()).isLessThan(2 * ToyPort.PAGE);
            for (int i = 0; i < requests; i++) {
                assertThat(ToyPort.head(socket)).startsWith("HTTP/1.1 200 ");
                assertThat(socket.getInputStream().readNBytes(ToyPort.PAGE)).hasSize(ToyPort.PAGE);
            }
        }
    }

    @Test
    void logNothingIfTheClientDisconnects() throws Exception {
        var log = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        log.addAppender(lines);
        try (var port = new ToyPort()) {
            for (int i = 0; i < 200; i++) {
                var socket = port.connect();
                socket.setSoLinger(true, 0); // to be reset
                ToyPort.send(socket, i % 2 == 0 ? PAGE : "GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
                socket.close();
            }
            port.proceed();
            assertThat(port.get("/echo").get().statusCode()).isEqualTo(200);
        } finally {
            log.detachAppender(lines);
        }
        assertThat(lines.list).noneMatch(line -> line.getLevel().isGreaterOrEqual(Level.INFO));
    }

    /** Returns a connection with a small receive buffer, whose client does not read. */
    private Socket slowReader(ToyPort port) throws IOException {
        var socket = new Socket();
        sockets.add(socket);
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress("127.0.0.1", port.number()));
        return socket;
    }

    private static Limits limits(long unread, Duration stall) {
        return new Limits(
                ToyPort.CONNECTIONS,
                ToyPort.CONNECTIONS,
                unread,
                Duration.ofSeconds(10),
                LONG,
                Duration.ofSeconds(1),
                stall);
    }

    private static void pause() {
        LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
}
