package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cached responses show each write from its acknowledgement on, however modules are distributed over processes. */
@ResourceLock("processors")
class FreshReadsIT {
    private static final boolean CAMPAIGN = Boolean.getBoolean("banyan.campaign");
    private static final Duration TIME = CAMPAIGN ? Duration.ofSeconds(60) : Duration.ofSeconds(3);
    private static final int WRITERS = CAMPAIGN ? 8 : 3;
    private static final int READERS = CAMPAIGN ? 24 : 6;
    private static final String HITS = "banyan_response_cache_hits ";

    @TempDir
    private Path folder;

    static Stream<List<String>> partitions() {
        return Stream.of(
                        List.of("all"),
                        List.of("posts", "users,threads"),
                        List.of("users", "threads,posts"),
                        List.of("users,posts", "threads"),
                        List.of("threads", "posts", "users"))
                .filter(partition -> CAMPAIGN || partition.size() == 1);
    }

    @ParameterizedTest
    @MethodSource("partitions")
    void showEachWriteInFiles(List<String> partition) throws Exception {
        try (var roots = new Roots(folder)) {
            var addresses = new HashMap<String, Integer>();
            for (var modules : partition) {
                addresses.put(modules, Roots.free());
            }
            var boards = new ArrayList<BoardProcess>();
            for (var modules : partition) {
                boards.add(roots.start(addresses.get(modules), options(modules, addresses)));
            }
            readWhileWriting(boards);
            assertIsInUse(boards);
        }
    }

    @Test
    void showEachWriteOfTwoProcessesThatShareAServer() throws Exception {
        try (var server = EmbeddedPostgres.start();
                var roots = new Roots(folder)) {
            var options = new String[] {"--access-log=off", "--seed=tutorial", "--database=" + ModuleRoles.url(server)};
            var boards = List.of(roots.start(Roots.free(), options), roots.start(Roots.free(), options));
            readWhileWriting(boards);
            assertIsInUse(boards);
        }
    }

    /** A move with the data, its undo and a kill, while clients read and write at the process that keeps its address. */
    @Test
    void showEachWriteDuringMovesAndAKill() throws Exception {
        try (var roots = new Roots(folder)) {
            int port = Roots.free();
            var monolith = roots.start(port, "--access-log=off", "--seed=tutorial");
            var service = roots.start(
                    Roots.free(),
                    "--access-log=off",
                    "--modules=posts",
                    "--follow=posts=" + Roots.address(monolith.adminPort()),
                    "--remote=users=" + Roots.address(monolith) + ",threads=" + Roots.address(monolith));
            Person.register(monolith, "bmo");
            var bmo = Person.signIn(monolith, "bmo");
            var load = new FreshReads(bmo, WRITERS);
            load.start(List.of(bmo), List.of(port), READERS);
            move(monolith, "--to=" + Roots.address(service));
            LockSupport.parkNanos(TIME.dividedBy(3).toNanos());
            move(monolith, "--undo");
            LockSupport.parkNanos(TIME.dividedBy(3).toNanos());
            load.expectAcknowledged();
            int before = load.reads();
            monolith.kill();
            roots.start(port, "--access-log=off", "--seed=tutorial");
            Eventually.holds(() -> load.reads() > before + 2 * WRITERS);
            assertThat(end(load)).isGreaterThan(before);
        }
    }

    /** A move that finds a busy process is tried again. */
    private static void move(BoardProcess board, String where) throws Exception {
        Eventually.holds(() -> Roots.command(board, "move", "posts", where).contains("moved with its data"));
    }

    @Test
    void showAnImport() throws Exception {
        try (var roots = new Roots(folder)) {
            var full = roots.start(Roots.free(), "--seed=tutorial", "--modules=threads");
            var empty = roots.start(Roots.free(), "--seed=none", "--modules=threads");
            Eventually.holds(() -> empty.get("/api/threads").body().equals("[]") && sum(HITS, List.of(empty)) > 0);
            var file = folder.resolve("threads.ndjson");
            assertThat(Roots.command(full, "export", "threads", "--to=" + file)).startsWith("0 ");
            assertThat(Roots.command(empty, "import", "threads", "--from=" + file))
                    .startsWith("0 ");
            assertThat(empty.get("/api/threads").body())
                    .isEqualTo(full.get("/api/threads").body())
                    .isNotEqualTo("[]");
        }
    }

    /** Every board is written to, and read from. */
    private static void readWhileWriting(List<BoardProcess> boards) throws Exception {
        Person.register(boards.get(0), "bmo");
        var bmo = Person.signIn(boards.get(0), "bmo");
        var load = new FreshReads(bmo, WRITERS);
        load.start(
                boards.stream().map(bmo::at).toList(),
                boards.stream().map(BoardProcess::port).toList(),
                READERS);
        LockSupport.parkNanos(TIME.toNanos()); // the load lasts this long
        end(load);
    }

    /** Once nothing writes, a response is cached. */
    private static void assertIsInUse(List<BoardProcess> boards) throws Exception {
        Eventually.holds(() -> boards.get(0).get("/api/posts/1").statusCode() == 200 && sum(HITS, boards) > 0);
    }

    private static int end(FreshReads load) throws Exception {
        load.end();
        System.out.println(load.summary());
        assertThat(load.failures()).isEmpty();
        assertThat(load.writes()).isGreaterThan(WRITERS);
        return load.reads();
    }

    private static String[] options(String modules, Map<String, Integer> addresses) {
        var remotes = addresses.entrySet().stream()
                .filter(other -> !other.getKey().equals(modules))
                .flatMap(other -> Stream.of(other.getKey().split(","))
                        .map(module -> module + "=" + Roots.address(other.getValue())))
                .collect(Collectors.joining(","));
        var all = new ArrayList<>(List.of("--access-log=off", "--seed=tutorial", "--modules=" + modules));
        if (!remotes.isEmpty()) {
            all.add("--remote=" + remotes);
        }
        return all.toArray(String[]::new);
    }

    private static double sum(String metric, List<BoardProcess> boards) throws Exception {
        double sum = 0;
        for (var board : boards) {
            sum += board.admin("/metrics")
                    .body()
                    .lines()
                    .filter(line -> line.startsWith(metric))
                    .mapToDouble(line -> Double.parseDouble(line.substring(metric.length())))
                    .sum();
        }
        return sum;
    }
}
