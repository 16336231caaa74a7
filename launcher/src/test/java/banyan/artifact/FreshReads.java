package banyan.artifact;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Writers that count items up, and readers that expect the newest number: no read may show an older state than a write that was
 * acknowledged before the read began, or than a read that had ended.
 */
final class FreshReads {
    private static final int UNAVAILABLE = 503;

    /** One in so many reads is one of a list. */
    private static final int LISTS = 8;

    private final List<Versioned> items = new ArrayList<>();
    private final Map<Versioned, Long> newest = new ConcurrentHashMap<>();
    private final Map<Versioned, Long> acknowledged = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Future<?>> clients = new ArrayList<>();
    private volatile boolean isEnded;
    private volatile boolean isSeenExpected = true;
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger unchanged = new AtomicInteger();
    private final AtomicInteger writes = new AtomicInteger();

    /** Creates the items of each writer: a thread and a post. */
    FreshReads(Person writer, int writers) throws Exception {
        for (int i = 0; i < writers; i++) {
            items.add(Versioned.thread(create(writer, "/api/threads", "{\"title\":\"0\"}")));
            items.add(Versioned.post(create(writer, "/api/posts", "{\"thread\":1,\"text\":\"0\"}")));
        }
    }

    private static long create(Person writer, String path, String json) throws Exception {
        var response = writer.send("POST", path, json);
        while (response.statusCode() == UNAVAILABLE) {
            response = writer.send("POST", path, json);
        }
        if (response.statusCode() != 201) {
            throw new AssertionError(path + ": " + response.statusCode() + " " + response.body());
        }
        return Person.json(response).path("id").asLong();
    }

    /**
     * Starts to write and to read.
     *
     * @param writers each changes two of the items
     * @param ports of the boards that are read
     */
    void start(List<Person> writers, List<Integer> ports, int readers) {
        for (int i = 0; i < items.size() / 2; i++) {
            var own = items.subList(2 * i, 2 * i + 2);
            var person = writers.get(i % writers.size());
            clients.add(threads.submit(() -> write(person, own)));
        }
        for (int i = 0; i < readers; i++) {
            int port = ports.get(i % ports.size());
            clients.add(threads.submit(() -> read(port)));
        }
    }

    /** Stops, and waits for the requests in flight. */
    void end() throws Exception {
        isEnded = true;
        for (var client : clients) {
            client.get();
        }
        threads.shutdown();
    }

    /** Expects from now on the acknowledged writes only: a process is killed, and others may have seen a write that is lost. */
    void expectAcknowledged() {
        isSeenExpected = false;
        newest.clear();
        newest.putAll(acknowledged);
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    /** What has happened, in one line. */
    String summary() {
        return "%d writes, %d reads, %d of them 304; %d failures"
                .formatted(writes.get(), reads.get(), unchanged.get(), failures.size());
    }

    int reads() {
        return reads.get();
    }

    int writes() {
        return writes.get();
    }

    /** After a failure it is not known whether the item has changed, so the next attempt writes the same number. */
    private Void write(Person person, List<Versioned> own) throws Exception {
        while (!isEnded) {
            for (var item : own) {
                long number = acknowledged.getOrDefault(item, 0L) + 1;
                try {
                    var response = person.send("PATCH", item.path(), item.change(number));
                    if (response.statusCode() == 200) {
                        acknowledged.put(item, number);
                        newest.merge(item, number, Math::max);
                        writes.incrementAndGet();
                    } else if (response.statusCode() != UNAVAILABLE) {
                        failures.add(item + ": " + response.statusCode() + " " + response.body());
                    }
                } catch (IOException e) {
                    Eventually.pause(); // its process is being started again
                }
            }
        }
        return null;
    }

    private Void read(int port) {
        var known = new HashMap<Versioned, Map.Entry<String, Long>>();
        while (!isEnded) {
            try (var client = new Client(port)) {
                while (!isEnded) {
                    readOne(client, known);
                }
            } catch (IOException | NoSuchElementException e) {
                Eventually.pause(); // its process is being started again
            }
        }
        return null;
    }

    private void readOne(Client client, Map<Versioned, Map.Entry<String, Long>> known) throws IOException {
        var item = items.get(ThreadLocalRandom.current().nextInt(items.size()));
        if (ThreadLocalRandom.current().nextInt(LISTS) == 0) {
            readList(client, item);
        } else {
            readItem(client, item, known);
        }
    }

    private void readItem(Client client, Versioned item, Map<Versioned, Map.Entry<String, Long>> known)
            throws IOException {
        var copy = known.get(item);
        long floor = newest(item);
        client.send("GET " + item.path() + " HTTP/1.1\r\nHost: board\r\nAccept: " + Person.BOARD + "\r\n"
                + (copy == null ? "" : "If-None-Match: " + copy.getKey() + "\r\n") + "\r\n");
        var response = client.response().orElseThrow();
        if (response.status() == 304 && copy != null) {
            unchanged.incrementAndGet();
            check(item, copy.getValue(), floor, "304 ");
        } else if (isGood(response)) {
            long number = item.number(response.body());
            check(item, number, floor, "");
            known.put(item, Map.entry(response.headers().get("ETag"), number));
        }
    }

    private void readList(Client client, Versioned one) throws IOException {
        var floors = new HashMap<Versioned, Long>();
        items.stream().filter(item -> item.list().equals(one.list())).forEach(item -> floors.put(item, newest(item)));
        client.send("GET " + one.list() + " HTTP/1.1\r\nHost: board\r\nAccept: " + Person.BOARD + "\r\n\r\n");
        var response = client.response().orElseThrow();
        if (isGood(response)) {
            floors.forEach((item, floor) -> check(item, item.number(response.body()), floor, "list "));
        }
    }

    private boolean isGood(RawResponse response) {
        if (response.status() != 200 && response.status() < 502) {
            failures.add(response.toString());
        }
        return response.status() == 200;
    }

    private void check(Versioned item, long number, long floor, String kind) {
        reads.incrementAndGet();
        if (number < floor) {
            failures.add(kind + item.path() + " shows " + number + " after " + floor);
        }
        if (isSeenExpected) {
            newest.merge(item, number, Math::max);
        }
    }

    private long newest(Versioned item) {
        return newest.getOrDefault(item, 0L);
    }
}
