package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.artifact.Nemesis.Fault;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two boards over one server, twelve writers with idempotency keys, and all faults between them. */
class NemesisIT {
    private static final boolean CAMPAIGN = Boolean.getBoolean("banyan.campaign");
    private static final Duration CAMPAIGN_TIME = Duration.ofMinutes(Integer.getInteger("banyan.minutes", 10));
    private static final List<Fault> BRIEFLY = List.of(Fault.CUT, Fault.CLOCK, Fault.SERVER_STOPPED);

    /** Time to recover after a fault. Without a campaign, other tests keep the machine busy. */
    private static final Duration TIMEOUT = Duration.ofSeconds(CAMPAIGN ? 15 : 40);

    private static final int WRITERS = 12;
    private static final List<String> PEOPLE = List.of("nemesis_one", "nemesis_two", "nemesis_three");

    private static final ExecutorService THREADS = Executors.newCachedThreadPool();

    private static Nemesis nemesis;
    private static List<AttackedBoard> boards;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        nemesis = new Nemesis(folder);
        boards = List.of(
                new AttackedBoard(folder, "one", nemesis.port()), new AttackedBoard(folder, "other", nemesis.port()));
        for (var board : boards) {
            board.process().awaitReady();
        }
    }

    @AfterAll
    static void stop() throws Exception {
        THREADS.shutdownNow();
        boards.forEach(AttackedBoard::close);
        nemesis.close();
    }

    @Test
    void losesAndDuplicatesNoWriteAndBlocksNoWriter() throws Exception {
        var writers = writers();
        var ends = writers.stream().map(THREADS::submit).toList();
        int faults = causeFaults(writers, ends);
        writers.forEach(KeyedWriter::stop);
        for (var end : ends) {
            end.get();
        }
        assertEachIsThereOnce(writers);
        for (var module : ModuleRoles.MODULES) {
            assertFeedHasNoGap(module);
        }
        Eventually.holds(() -> number("""
                SELECT COUNT(*) FROM threads.thread t
                WHERE post_count <> (SELECT COUNT(*) FROM posts.post p WHERE p.thread = t.id)
                """) == 0);
        for (var board : boards) {
            Secrets.assertNoneIn(board.log());
            assertThat(board.log()).noneMatch(line -> line.contains(" ERROR "));
        }
        System.out.printf(
                "%d faults; %d posts there; responses: %s%n",
                faults, kept(writers).size(), statuses(writers));
    }

    private static int causeFaults(List<KeyedWriter> writers, List<Future<Void>> ends) throws Exception {
        long seed = Long.getLong("banyan.seed", System.nanoTime());
        var random = new Random(seed);
        System.out.println("seed " + seed);
        var next = new ArrayList<Fault>();
        long start = System.nanoTime();
        int faults = 0;
        awaitEverybody(writers, ends, "the start");
        while (CAMPAIGN ? System.nanoTime() - start < CAMPAIGN_TIME.toNanos() : faults < BRIEFLY.size()) {
            if (next.isEmpty()) {
                next.addAll(CAMPAIGN ? List.of(Fault.values()) : BRIEFLY);
                Collections.shuffle(next, random);
            }
            var fault = next.remove(0);
            var board = boards.get(random.nextInt(boards.size()));
            long begun = System.nanoTime();
            nemesis.cause(fault, board, () -> awaitEverybody(writers, ends, fault.toString()));
            System.out.printf(
                    "%s: everybody writes again after %d ms%n", fault, (System.nanoTime() - begun) / 1_000_000);
            faults++;
        }
        return faults;
    }

    private static void awaitEverybody(List<KeyedWriter> writers, List<Future<Void>> ends, String what)
            throws Exception {
        long now = System.nanoTime();
        while (writers.stream().anyMatch(writer -> writer.written() - now < 0)) {
            for (var end : ends) {
                if (end.isDone()) {
                    end.get();
                }
            }
            assertThat(System.nanoTime() - now)
                    .as("ns without a write after %s", what)
                    .isLessThan(TIMEOUT.toNanos());
            Eventually.pause();
        }
    }

    private static List<KeyedWriter> writers() throws Exception {
        var board = boards.get(0).process();
        var people = new ArrayList<Person>();
        var topics = new ArrayList<Long>();
        for (var name : PEOPLE) {
            assertThat(Person.register(board, name).statusCode()).isEqualTo(201);
            var person = Person.signIn(board, name);
            people.add(person);
            topics.add(Person.json(person.send("POST", "/api/threads", "{\"title\":\"A topic\"}"))
                    .path("id")
                    .asLong());
        }
        var ports = boards.stream().map(AttackedBoard::port).toList();
        return IntStream.range(0, WRITERS)
                .mapToObj(i ->
                        new KeyedWriter("w" + i, people.get(i % people.size()).token(), ports, topics))
                .toList();
    }

    private static void assertEachIsThereOnce(List<KeyedWriter> writers) throws SQLException {
        var there = new HashMap<String, Long>();
        try (var connection = nemesis.server().getPostgresDatabase().getConnection();
                var rows = connection.createStatement().executeQuery("SELECT text, id FROM posts.post")) {
            while (rows.next()) {
                assertThat(there.put(rows.getString(1), rows.getLong(2)))
                        .as("duplicates: %s", rows.getString(1))
                        .isNull();
            }
        }
        assertThat(there).containsExactlyInAnyOrderEntriesOf(kept(writers));
    }

    private static void assertFeedHasNoGap(String module) throws SQLException {
        long head = number("SELECT position FROM " + module + ".feed_head");
        assertThat(number("SELECT COUNT(*) FROM " + module + ".feed"))
                .as(module)
                .isEqualTo(head);
        assertThat(number("SELECT COALESCE(MAX(position), 0) FROM " + module + ".feed"))
                .as(module)
                .isEqualTo(head);
    }

    private static Map<String, Long> kept(List<KeyedWriter> writers) {
        var kept = new HashMap<String, Long>();
        writers.forEach(writer -> kept.putAll(writer.kept()));
        return kept;
    }

    private static Map<Integer, Integer> statuses(List<KeyedWriter> writers) {
        var statuses = new HashMap<Integer, Integer>();
        writers.forEach(
                writer -> writer.statuses().forEach((status, times) -> statuses.merge(status, times, Integer::sum)));
        return statuses;
    }

    private static long number(String query) throws SQLException {
        try (var connection = nemesis.server().getPostgresDatabase().getConnection();
                var rows = connection.createStatement().executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }
}
