package banyan.launcher.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests which addresses of a name get requests. Two servers listen at the same port of two loopback addresses. */
@Timeout(60)
class PeersTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final long NO_AGE = Duration.ofHours(1).toNanos();

    private final CountDownLatch release = new CountDownLatch(1);
    private final CountDownLatch lookedUp = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Host one;
    private Host two;
    private volatile String[] addresses;

    /** A process that serves the module notes and keeps connections open. */
    private final class Host implements AutoCloseable {
        private final AtomicInteger requests = new AtomicInteger();
        private final CountDownLatch slow = new CountDownLatch(1);
        private final HttpServer server;

        Host(String address, int port) throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(address), port), 0);
            server.setExecutor(Executors.newCachedThreadPool());
            server.createContext("/api/notes", exchange -> {
                requests.incrementAndGet();
                if (exchange.getRequestURI().getPath().endsWith("/slow")) {
                    slow.countDown();
                    await(release);
                }
                exchange.getResponseHeaders().add("Banyan-Contract", "notes/1");
                exchange.sendResponseHeaders(200, 2);
                exchange.getResponseBody().write(new byte[] {'{', '}'});
                exchange.close();
            });
            server.start();
        }

        int port() {
            return server.getAddress().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    @BeforeEach
    void listen() throws IOException {
        one = new Host("127.0.0.1", 0);
        two = new Host("127.0.0.2", one.port());
    }

    @AfterEach
    void close() {
        release.countDown();
        one.close();
        two.close();
        threads.shutdownNow();
    }

    @Test
    void followANameThatMovesWithoutFailingRequestsInFlight() throws Exception {
        try (var peers = new Peers(100, () -> 0, this::lookup)) {
            addresses = new String[] {"127.0.0.1"};
            call(peers, "/1");
            var inFlight = CompletableFuture.supplyAsync(() -> call(peers, "/slow"), threads);
            await(one.slow);
            addresses = new String[] {"127.0.0.2"};
            while (two.requests.get() < 20) {
                call(peers, "/1");
            }
            int old = one.requests.get();
            for (int i = 0; i < 20; i++) {
                call(peers, "/1");
            }
            assertThat(one.requests.get()).isEqualTo(old);
            release.countDown();
            assertThat(inFlight.join().status()).isEqualTo(200);
        }
    }

    @Test
    void keepARecentConnection() {
        try (var peers = new Peers(100, () -> NO_AGE, this::lookup)) {
            addresses = new String[] {"127.0.0.1"};
            call(peers, "/1");
            addresses = new String[] {"127.0.0.2"};
            for (int i = 0; i < 20; i++) {
                call(peers, "/1");
            }
            assertThat(two.requests.get()).isZero();
        }
    }

    @Test
    void useAllAddressesForASingleClientToo() {
        try (var peers = new Peers(100, () -> NO_AGE, this::lookup)) {
            addresses = new String[] {"127.0.0.1", "127.0.0.2"};
            while (one.requests.get() < 10 || two.requests.get() < 10) {
                call(peers, "/1");
            }
        }
    }

    @Test
    void tryTheNextAddressIfOneRejectsTheConnection() {
        try (var peers = new Peers(100, () -> 0, this::lookup)) {
            addresses = new String[] {"127.0.0.3", "127.0.0.1"};
            for (int i = 0; i < 20; i++) {
                assertThat(call(peers, "/1").status()).isEqualTo(200);
            }
        }
    }

    @Test
    void doNotWaitForALookupOfAnotherName() {
        try (var peers = new Peers(100, () -> 0, this::lookup)) {
            addresses = new String[] {"127.0.0.1"};
            var stuck = new ArrayList<CompletableFuture<PeerResponse>>();
            for (int i = 0; i < 20; i++) {
                stuck.add(CompletableFuture.supplyAsync(() -> call(peers, "stuck.internal", "/1"), threads));
            }
            await(lookedUp);
            for (int i = 0; i < 20; i++) {
                assertThat(call(peers, "/1").status()).isEqualTo(200);
            }
            release.countDown();
            stuck.forEach(response -> assertThat(response.join().status()).isEqualTo(200));
        }
    }

    private PeerResponse call(Peers peers, String path) {
        return call(peers, "notes.internal", path);
    }

    private PeerResponse call(Peers peers, String name, String path) {
        return peers.at(URI.create("http://" + name + ":" + one.port())).call("notes", path, "*/*", TIMEOUT);
    }

    private InetAddress[] lookup(String name) throws UnknownHostException {
        if (name.equals("stuck.internal")) {
            lookedUp.countDown();
            await(release);
        }
        var found = new InetAddress[addresses.length];
        for (int i = 0; i < found.length; i++) {
            found[i] = InetAddress.getByName(addresses[i]);
        }
        return found;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
