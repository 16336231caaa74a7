package banyan.artifact;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/** Sends a number of requests each second, of which every third one writes to a module. It never retries. */
final class CarriedLoad {
    private static final int CLIENTS = 24;
    private static final List<String> PATHS =
            List.of("/api/users/3", "/api/posts/in-thread/1", "/api/threads/2", "/api/posts/by-user/1");

    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(CLIENTS);
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Map<String, Queue<String>> acknowledged = Map.of(
            "users", new ConcurrentLinkedQueue<>(),
            "threads", new ConcurrentLinkedQueue<>(),
            "posts", new ConcurrentLinkedQueue<>());
    private final Map<String, Queue<Long>> times = new ConcurrentHashMap<>();
    private final AtomicInteger responses = new AtomicInteger();
    private final AtomicInteger number = new AtomicInteger();
    private final AtomicLong longest = new AtomicLong();
    private final Person person;
    private final String self;

    /**
     * Begins.
     *
     * @param id of the person, who writes
     * @param written the modules that get the writes, in turn
     */
    CarriedLoad(Person person, long id, int rate, List<String> written) {
        this.person = person;
        self = "/api/users/" + id;
        long period = TimeUnit.SECONDS.toMicros(1) * CLIENTS / rate;
        for (int i = 0; i < CLIENTS; i++) {
            var path = PATHS.get(i % PATHS.size());
            var module = written.get(i / 3 % written.size());
            Runnable client = i % 3 == 0 ? () -> write(module) : () -> exchange("read", "GET", path, "", 200);
            clock.scheduleAtFixedRate(client, i * period / CLIENTS, period, TimeUnit.MICROSECONDS);
        }
    }

    /** Stops sending, and waits for the requests in flight. */
    void end() throws InterruptedException {
        clock.shutdown();
        if (!clock.awaitTermination(1, TimeUnit.MINUTES)) {
            failures.add("a request is still in flight");
        }
    }

    List<String> failures() {
        return new ArrayList<>(failures);
    }

    /** Returns the texts of the acknowledged writes to a module. */
    List<String> acknowledged(String module) {
        return new ArrayList<>(acknowledged.get(module));
    }

    int responses() {
        return responses.get();
    }

    /** Returns the longest time of a request since the last call, in milliseconds. */
    long takeLongestMs() {
        return TimeUnit.NANOSECONDS.toMillis(longest.getAndSet(0));
    }

    /** Returns the median time since the last call of all that {@code read} or {@code write}, in microseconds. */
    long takeMedian(String kind) {
        var all = times.put(kind, new ConcurrentLinkedQueue<>());
        long[] sorted = all == null
                ? new long[0]
                : all.stream().mapToLong(Long::longValue).sorted().toArray();
        return LongStream.of(sorted).skip(sorted.length / 2).findFirst().orElse(0) / 1_000;
    }

    private void write(String module) {
        var text = "moved " + number.incrementAndGet();
        boolean isDone = switch (module) {
            case "posts" -> exchange("write", "POST", "/api/posts", "{\"thread\":1,\"text\":\"" + text + "\"}", 201);
            case "threads" -> exchange("write", "POST", "/api/threads", "{\"title\":\"" + text + "\"}", 201);
            default -> exchange("write", "PATCH", self, "{\"bio\":\"" + text + "\"}", 200);
        };
        if (isDone) {
            acknowledged.get(module).add(text);
        }
    }

    private boolean exchange(String kind, String method, String path, String body, int expected) {
        long start = System.nanoTime();
        try {
            var response = body.isEmpty() ? person.get(path) : person.send(method, path, body);
            long time = System.nanoTime() - start;
            longest.accumulateAndGet(time, Math::max);
            times.computeIfAbsent(kind, name -> new ConcurrentLinkedQueue<>()).add(time);
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
