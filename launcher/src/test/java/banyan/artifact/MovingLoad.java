package banyan.artifact;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Sends a number of requests each second; every fifth one writes. It never retries: each failure counts. */
final class MovingLoad {
    private static final int CLIENTS = 20;
    private static final int WRITERS = CLIENTS / 5;
    private static final List<String> PATHS =
            List.of("/api/users/3", "/api/posts/in-thread/1", "/api/threads/2", "/api/posts/by-user/1");

    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(CLIENTS);
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicInteger responses = new AtomicInteger();
    private final AtomicInteger number = new AtomicInteger();
    private final AtomicLong longest = new AtomicLong();
    private final Person person;

    MovingLoad(Person person, int rate) {
        this.person = person;
        long period = TimeUnit.SECONDS.toMicros(1) * CLIENTS / rate;
        for (int i = 0; i < CLIENTS; i++) {
            var path = PATHS.get(i % PATHS.size());
            Runnable client = i < WRITERS ? this::write : () -> exchange("GET", path, "", 200);
            clock.scheduleAtFixedRate(client, i * period / CLIENTS, period, TimeUnit.MICROSECONDS);
        }
    }

    /** Stops sending, waits for the requests in flight, and returns the acknowledged texts. */
    List<String> end() throws InterruptedException {
        clock.shutdown();
        if (!clock.awaitTermination(1, TimeUnit.MINUTES)) {
            failures.add("a request is still in flight");
        }
        return new ArrayList<>(acknowledged);
    }

    List<String> failures() {
        return new ArrayList<>(failures);
    }

    int responses() {
        return responses.get();
    }

    long longestMs() {
        return TimeUnit.NANOSECONDS.toMillis(longest.get());
    }

    private void write() {
        var text = "moved " + number.incrementAndGet();
        if (exchange("POST", "/api/posts", "{\"thread\":1,\"text\":\"" + text + "\"}", 201)) {
            acknowledged.add(text);
        }
    }

    private boolean exchange(String method, String path, String body, int expected) {
        long start = System.nanoTime();
        try {
            var response = body.isEmpty() ? person.get(path) : person.send(method, path, body);
            longest.accumulateAndGet(System.nanoTime() - start, Math::max);
            responses.incrementAndGet();
            if (response.statusCode() != expected) {
                failures.add(method + " " + path + ": " + response.statusCode() + " " + response.body());
            }
            return response.statusCode() == expected;
        } catch (Exception e) {
            failures.add(method + " " + path + ": " + e);
            return false;
        }
    }
}
