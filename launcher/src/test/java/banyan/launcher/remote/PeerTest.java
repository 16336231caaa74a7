package banyan.launcher.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.BoardException;
import banyan.core.BoardException.Kind;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests calls to a process that does not respond correctly. */
@Timeout(60)
class PeerTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final RawServer.Behaviour RESPONDING = RawServer.responding("notes/1", 200, "[1]");

    private final Peers peers = new Peers(100);
    private RawServer server;

    @BeforeEach
    void listen() throws IOException {
        server = new RawServer(RESPONDING);
    }

    @AfterEach
    void close() {
        peers.close();
        server.close();
    }

    private PeerResponse call(Duration most) {
        return peers.at(server.address()).call("notes", "/1?a=b", "application/json", most);
    }

    private void isUnavailable(String why, Duration most) {
        assertThatThrownBy(() -> call(most)).isInstanceOfSatisfying(BoardException.class, e -> {
            assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(e.detail()).contains(server.address().toString(), why);
        });
    }

    @Test
    void returnsTheResponse() {
        var response = call(TIMEOUT);
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.item().node()).hasToString("[1]");
        assertThat(server.heads()).singleElement().asString().startsWith("GET /api/notes/1?a=b HTTP/1.1\r\n");
    }

    @Test
    void passesOnTheContextOfTheCaller() throws Exception {
        var trace = Trace.fresh();
        long deadline = System.nanoTime() + Duration.ofSeconds(3).toNanos();
        new CallContext(trace, deadline, 2).during(() -> call(TIMEOUT));
        assertThat(server.heads()).singleElement().asString().satisfies(head -> {
            assertThat(head).contains("traceparent: 00-" + trace.id() + "-").contains("Banyan-Hops: 3\r\n");
            assertThat(head).containsPattern("Banyan-Time-Left: [012]?\\d{1,3}\r\n");
        });
    }

    @Test
    void isNotCalledWhenTheCallerHasNoTimeLeft() throws Exception {
        var late = new CallContext(Trace.fresh(), System.nanoTime(), 0);
        late.during(() -> isUnavailable("does not respond in time", TIMEOUT));
        assertThat(server.heads()).isEmpty();
    }

    @Test
    void cannotBeReachedIfNoProcessListens() throws IOException {
        var address = free();
        assertThatThrownBy(() -> peers.at(address).call("notes", "/1", "*/*", TIMEOUT))
                .isInstanceOfSatisfying(BoardException.class, e -> {
                    assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
                    assertThat(e.detail()).contains(address.toString(), "cannot be reached");
                });
    }

    @Test
    void isCalledOnceMoreIfItClosesTheConnection() {
        server.become((head, socket) -> {
            if (isProbe(head)) {
                RESPONDING.serve(head, socket);
            }
        });
        isUnavailable("cannot be reached", TIMEOUT);
        assertThat(calls()).isEqualTo(2);
        var number = new AtomicInteger();
        server.become((head, socket) -> {
            if (isProbe(head) || number.incrementAndGet() > 1) {
                RESPONDING.serve(head, socket);
            }
        });
        assertThat(call(TIMEOUT).status()).isEqualTo(200);
        assertThat(calls()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"hello\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf", "HTTP/1.1 99999 x\r\n\r\n"})
    void cannotBeReachedIfItDoesNotSpeakHttp(String text) {
        server.become(RawServer.sending(text));
        isUnavailable("cannot be reached", TIMEOUT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"threads/1", "notes/2", "notes", ""})
    void isRejectedIfItServesAnotherContract(String contract) {
        server.become(RawServer.responding(contract, 404, "{}"));
        isUnavailable("does not host notes", TIMEOUT);
    }

    @Test
    void respondsWithinTheTimeout() {
        var most = Duration.ofMillis(500);
        long start = System.nanoTime();
        server.become(RawServer::sendNothing);
        isUnavailable("does not respond in time", most);
        server.become((head, socket) -> {
            socket.getOutputStream().write("HTTP/1.1 200 OK\r\nA: ".getBytes(StandardCharsets.US_ASCII));
            for (; ; ) {
                socket.getOutputStream().write('a');
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        });
        isUnavailable("does not respond in time", most);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(most.multipliedBy(2), TIMEOUT);
    }

    @Test
    void isSparedWhileItFailsAndCalledAgainWhenItReturns() {
        var breaker = peers.at(server.address()).breaker();
        server.become((head, socket) -> socket.close());
        while (breaker.getState() == CircuitBreaker.State.CLOSED) {
            assertThatThrownBy(() -> call(TIMEOUT)).isInstanceOf(BoardException.class);
        }
        long before = calls();
        isUnavailable("gets no request for a second", TIMEOUT);
        assertThat(calls()).isEqualTo(before);
        server.become(RESPONDING);
        while (breaker.getState() != CircuitBreaker.State.CLOSED) {
            assertRespondsOrIsSpared();
        }
        assertThat(call(TIMEOUT).status()).isEqualTo(200);
    }

    /** Returns the number of calls, without probes. */
    private long calls() {
        return server.heads().stream().filter(head -> !isProbe(head)).count();
    }

    private static boolean isProbe(String head) {
        return head.contains("/contract ");
    }

    private void assertRespondsOrIsSpared() {
        try {
            assertThat(call(TIMEOUT).status()).isEqualTo(200);
        } catch (BoardException e) {
            assertThat(e.detail()).contains("gets no request for a second");
        }
    }

    private static URI free() throws IOException {
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + listener.getLocalPort());
        }
    }
}
