package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** One client uses the board while many abusive clients attack it from another address. */
@ResourceLock("processors")
class CrowdIT {
    private static final boolean CAMPAIGN = Boolean.getBoolean("banyan.campaign");
    private static final int SHARE = CAMPAIGN ? 1 : 10;
    private static final Duration TIME = Duration.ofSeconds(CAMPAIGN ? 60 : 6);
    private static final Pattern HEAP = Pattern.compile("(?m)^jvm_memory_used_bytes\\{area=\"heap\".*} (\\S+)$");
    private static final Pattern CONNECTIONS = Pattern.compile("(?m)^banyan_connections\\{port=\"board\".*} (\\S+)$");
    private static final Pattern CLOSED = Pattern.compile("(?m)^banyan_connections_closed\\{port=\"board\".*} (\\S+)$");
    private static final int UNREAD = 500 / SHARE;
    private static final int POLLS = 200 / SHARE;
    private static final int SILENT = 10_000 / SHARE;

    /** A quarter of 10,000 for the crowd's address, and some for the two clients. */
    private static final int MOST_CONNECTIONS = 2_510;

    private static final long MOST_HEAP = 200L << 20;

    /** Milliseconds. The abusive clients run in this process, on the same processors. */
    private static final double NEGLIGIBLE = 20;

    private static final List<String> PATHS = List.of("/api/users/3", "/api/threads/1", "/api/posts/1");

    @TempDir
    private Path data;

    @Test
    void isServedAmongClientsThatDoNotReadDisconnectPollAndStaySilent() throws Exception {
        try (var board =
                BoardProcess.start(Artifact.built(), Artifact.Way.JAR, List.of("-Xmx256m"), data, "--access-log=off")) {
            var list = longList(board);
            latencies(board.port(), TIME.dividedBy(2)); // warms up the JVM
            var before = latencies(board.port(), TIME.dividedBy(2));
            int logged = bytes(board.output());
            long start = System.nanoTime();

            var threads = Executors.newCachedThreadPool();
            var crowd = new Crowd("127.0.0.9", board.port());
            var attack = attack(threads, crowd, list, feed(board));
            var during = latencies(board.port(), TIME);
            var metrics = board.admin("/metrics").body();
            double heap = sum(HEAP, metrics);
            long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
            int grown = bytes(board.output()) - logged;
            threads.shutdownNow();

            System.out.printf(
                    "p99 %.1f ms before, %.1f ms among the others (%d requests); heap %.0f MB; log %d bytes in %d s%n",
                    p99(before), p99(during), during.size(), heap / (1 << 20), grown, seconds);
            for (var kind : attack) {
                kind.get(); // each attack was active all the time, and none ended by a failure of its own
            }
            assertThat(crowd.connections()).isGreaterThan(SILENT + POLLS + UNREAD);
            assertThat(board.process().isAlive()).isTrue();
            assertThat(heap).isLessThan(MOST_HEAP);
            assertThat(board.output()).noneMatch(line -> line.contains(" ERROR ") || line.contains("Exception"));
            assertThat(board.admin("/health/ready").statusCode()).isEqualTo(200);
            assertThat(grown).isLessThan((int) (1_024 * seconds)); // without request lines, which grow as intended
            if (!CAMPAIGN) { // a tenth of the crowd stays within the limits of one client
                assertThat(sum(CONNECTIONS, metrics)).isGreaterThan(SILENT + POLLS);
            } else {
                assertThat(sum(CONNECTIONS, metrics)).isBetween(MOST_CONNECTIONS / 2.0, (double) MOST_CONNECTIONS);
                assertThat(sum(CLOSED, metrics)).isPositive();
                assertThat(p99(during)).isLessThanOrEqualTo(Math.max(NEGLIGIBLE, 2 * p99(before)));
            }
        }
    }

    /** The maximum length of a page. */
    private static String longList(BoardProcess board) throws Exception {
        Person.register(board, "simon");
        var writer = Person.signIn(board, "simon");
        var post = "{\"thread\":1,\"text\":\"%s\"}".formatted("\ud83e\uddc4".repeat(10_000));
        for (int i = 0; i < 8; i++) {
            var response = writer.send("POST", "/api/posts", post);
            assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        }
        return "/api/posts/in-thread/1?limit=1000";
    }

    /** Returns the position after its last entry. */
    private static String feed(BoardProcess board) throws Exception {
        var entries = Person.json(board.get("/api/users/changes?limit=1000"));
        return "/api/users/changes?after=" + entries.path(entries.size() - 1).path("position") + "&wait=20";
    }

    private static List<Future<?>> attack(ExecutorService threads, Crowd crowd, String list, String feed) {
        return List.of(
                endless(threads, () -> crowd.neverRead(UNREAD, list)),
                endless(threads, () -> crowd.hangUp(5_000 / SHARE, TIME, list)),
                endless(threads, () -> crowd.poll(POLLS, feed)),
                endless(threads, () -> crowd.sayNothing(SILENT)));
    }

    @FunctionalInterface
    private interface Doing {
        void run() throws IOException, InterruptedException;
    }

    /** An attack whose connection is rejected or reset starts again. */
    private static Future<?> endless(ExecutorService threads, Doing doing) {
        return threads.submit(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    doing.run();
                } catch (IOException e) {
                    Thread.yield();
                } catch (InterruptedException e) {
                    return;
                }
            }
        });
    }

    /** Returns the latencies of two clients in nanoseconds. Every request succeeds. */
    private static List<Long> latencies(int port, Duration time) throws Exception {
        var threads = Executors.newFixedThreadPool(2);
        try {
            Callable<List<Long>> client = () -> latenciesOfOne(port, time);
            var all = new ArrayList<Long>();
            for (Future<List<Long>> one : threads.invokeAll(List.of(client, client))) {
                all.addAll(one.get());
            }
            return all.stream().sorted().toList();
        } finally {
            threads.shutdown();
        }
    }

    private static List<Long> latenciesOfOne(int port, Duration time) throws Exception {
        var all = new ArrayList<Long>();
        long end = System.nanoTime() + time.toNanos();
        try (var client = new Client(port)) {
            for (int i = 0; System.nanoTime() < end; i++) {
                long start = System.nanoTime();
                var response = client.get(PATHS.get(i % PATHS.size())).orElseThrow();
                all.add(System.nanoTime() - start);
                assertThat(response.status()).isEqualTo(200);
            }
        }
        return all;
    }

    private static double p99(List<Long> sorted) {
        return sorted.get(sorted.size() * 99 / 100) / 1e6;
    }

    private static double sum(Pattern metric, String metrics) {
        return metric.matcher(metrics)
                .results()
                .mapToDouble(value -> Double.parseDouble(value.group(1)))
                .sum();
    }

    private static int bytes(List<String> lines) {
        return lines.stream().mapToInt(line -> line.length() + 1).sum();
    }
}
