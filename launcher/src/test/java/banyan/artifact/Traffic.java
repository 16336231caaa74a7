package banyan.artifact;

import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Sends about 200 requests a second, half of them on kept connections and half on new ones, until the port is closed,
 * and checks each response. The board may close a kept connection after a response that announced it.
 */
final class Traffic implements AutoCloseable {
    private static final int CLIENTS = 16;
    private static final int PERIOD = 1_000 * CLIENTS / 200;
    private static final List<String> PATHS =
            List.of("/api/users/3", "/api/posts", "/api/threads", "/api/posts/by-user/1");

    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(CLIENTS);
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger responses = new AtomicInteger();
    private final AtomicInteger last = new AtomicInteger();
    private final AtomicInteger rejected = new AtomicInteger();
    private final Map<String, String> expected;
    private final int port;

    Traffic(BoardProcess board) throws Exception {
        port = board.port();
        var bodies = new HashMap<String, String>();
        for (var path : PATHS) {
            bodies.put(path, board.get(path).body());
        }
        expected = Map.copyOf(bodies);
        for (int i = 0; i < CLIENTS; i++) {
            var path = PATHS.get(i % PATHS.size());
            Runnable client = i < CLIENTS / 2 ? new Keeping(path) : () -> once(path);
            clock.scheduleAtFixedRate(client, i * PERIOD / CLIENTS, PERIOD, TimeUnit.MILLISECONDS);
        }
    }

    /** The failures, one line for each request. */
    List<String> failures() {
        return new ArrayList<>(failures);
    }

    int responses() {
        return responses.get();
    }

    /** The number of responses that announced the end of their connection. */
    int last() {
        return last.get();
    }

    /** The number of rejected connections. */
    int rejected() {
        return rejected.get();
    }

    @Override
    public void close() {
        end();
    }

    /** Stops sending and waits for the requests in flight. */
    void end() {
        clock.shutdown();
        try {
            clock.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void once(String path) {
        try (var client = new Client(port)) {
            exchange(client, path);
        } catch (ConnectException e) {
            rejected.incrementAndGet();
        } catch (IOException e) {
            failures.add("new connection, " + path + ": " + e);
        }
    }

    /** Whether the connection stays open. */
    private boolean exchange(Client client, String path) throws IOException {
        var response = client.get(path);
        if (response.isEmpty()) {
            failures.add(path + ": closed without a response");
            return false;
        }
        if (response.get().status() != 200 || !response.get().body().equals(expected.get(path))) {
            failures.add(path + ": " + response.get());
        }
        responses.incrementAndGet();
        if (response.get().closes()) {
            last.incrementAndGet();
        }
        return !response.get().closes();
    }

    /** Sends requests on one connection until a response announces its end, and then on a new one. */
    private final class Keeping implements Runnable {
        private final String path;
        private @Nullable Client client;

        Keeping(String path) {
            this.path = path;
        }

        @Override
        public void run() {
            try {
                if (client == null) {
                    client = new Client(port);
                }
                if (!exchange(client, path)) {
                    client.close();
                    client = null;
                }
            } catch (ConnectException e) {
                rejected.incrementAndGet();
            } catch (IOException e) {
                failures.add("kept connection, " + path + ": " + e);
                client = null;
            }
        }
    }
}
