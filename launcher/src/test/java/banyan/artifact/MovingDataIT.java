package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Modules move with their data, each in files of its own, while clients read and write. */
@ResourceLock("processors")
class MovingDataIT {
    private static final boolean CAMPAIGN = Boolean.getBoolean("banyan.campaign");
    private static final int RATE = CAMPAIGN ? 500 : 100;
    private static final PostRows ROWS = new PostRows(CAMPAIGN ? 100_000 : 1_000);
    private static final PostRows MILLION = new PostRows(1_000_000);
    private static final List<String> SMALL = List.of("-Xmx128m");
    private static final int AUTHOR = 101;

    /** The pause between two moves. */
    private static final Duration PACE = CAMPAIGN ? Duration.ofSeconds(5) : Duration.ofMillis(200);

    /** The load before the first move, in which the four JVMs compile most of what they run. */
    private static final Duration WARM_UP = CAMPAIGN ? Duration.ofSeconds(90) : Duration.ZERO;

    /** The goal for the time without a home, in milliseconds: the median of all exchanges. */
    private static final long GOAL = 250;

    @TempDir
    private Path folder;

    @Test
    void noRequestFailsAndNoWriteIsLostOrDuplicated() throws Exception {
        try (var monolith = boards().monolith(ROWS, List.of());
                var users = boards().service(monolith, "users", List.of());
                var threads = boards().service(monolith, "threads", List.of());
                var posts = boards().service(monolith, "posts", List.of())) {
            Person.register(monolith, "prismo");
            var prismo = Person.signIn(monolith, "prismo");
            var services = new LinkedHashMap<>(Map.of("users", users, "threads", threads, "posts", posts));
            for (var service : services.entrySet()) {
                service.getValue().awaitReady();
                var copy = new Copy(service.getValue(), service.getKey());
                Eventually.holds(() -> copy.data().path("role").asText().equals("standby"));
            }
            long version = version(prismo);
            long count = postCount(prismo);
            var load = new CarriedLoad(prismo, AUTHOR, RATE, List.of("posts", "threads", "users", "posts"));
            var pauses = new ArrayList<Long>();
            LockSupport.parkNanos(WARM_UP.toNanos());
            for (int round = 0; round < (CAMPAIGN ? 2 : 1); round++) {
                for (var module : ModuleRoles.MODULES) {
                    var here = new Copy(monolith, module);
                    var there = new Copy(services.get(module), module);
                    pauses.add(exchange(load, monolith, here, there, Roots.address(there.board())));
                    pauses.add(exchange(load, monolith, there, here, "here"));
                }
            }
            load.end();
            long median =
                    pauses.stream().sorted().skip(pauses.size() / 2).findFirst().orElseThrow();
            System.out.printf(
                    "%d requests, %d writes; pauses %s ms, median %d ms%n",
                    load.responses(),
                    ModuleRoles.MODULES.stream()
                            .mapToInt(module -> load.acknowledged(module).size())
                            .sum(),
                    pauses,
                    median);
            assertThat(load.failures()).isEmpty();
            var written = load.acknowledged("posts");
            assertThat(FollowedProcesses.all(prismo, "/api/posts/by-user/" + AUTHOR, "text"))
                    .containsExactlyInAnyOrderElementsOf(written);
            assertThat(FollowedProcesses.all(prismo, "/api/threads", "title").stream()
                            .filter(title -> title.startsWith("moved ")))
                    .containsExactlyInAnyOrderElementsOf(load.acknowledged("threads"));
            assertThat(version(prismo))
                    .isEqualTo(version + load.acknowledged("users").size());
            Eventually.holds(() -> postCount(prismo) == count + written.size());
            assertThat(postCount(prismo)).isEqualTo(count + written.size());
            assertNoGaps(prismo, "posts");
            assertNoGaps(prismo, "threads");
            for (var service : services.entrySet()) {
                assertThat(Roots.command(monolith, "verify", service.getKey())).startsWith("0 ");
            }
            if (CAMPAIGN) {
                assertThat(median).isLessThanOrEqualTo(GOAL);
            }
        }
    }

    /** Moves the home, and returns how long there was none. Exactly one of the two copies is the home before and after it. */
    private static long exchange(CarriedLoad load, BoardProcess monolith, Copy from, Copy to, String location)
            throws Exception {
        assertThat(from.isHome()).isTrue();
        long epoch = from.epoch();
        load.takeLongestMs();
        assertThat(Roots.moveModule(monolith, from.module(), "{\"location\":\"" + location + "\"}"))
                .startsWith("200 ");
        long pause = from.pause();
        assertThat(to.isHome()).isTrue();
        assertThat(from.isHome()).isFalse();
        assertThat(to.epoch()).isEqualTo(epoch + 2);
        LockSupport.parkNanos(PACE.toNanos()); // the load continues this long at the new home
        System.out.printf(
                "%s to %s: no home for %d ms, the longest request took %d ms%n",
                from.module(), location, pause, load.takeLongestMs());
        return pause;
    }

    /** A million posts, and heaps of 128 MB. */
    @Test
    @EnabledIfSystemProperty(named = "banyan.campaign", matches = "true")
    void aMillionRowsMove() throws Exception {
        try (var monolith = boards().monolith(MILLION, SMALL)) {
            Person.register(monolith, "prismo");
            var prismo = Person.signIn(monolith, "prismo");
            long author = Person.json(prismo.get("/api/users/by-username/prismo"))
                    .path("id")
                    .asLong();
            var load = new CarriedLoad(prismo, author, 100, List.of("posts"));
            LockSupport.parkNanos(WARM_UP.toNanos());
            medians(load);
            LockSupport.parkNanos(Duration.ofSeconds(20).toNanos());
            var alone = medians(load);
            long heap = Footprint.of(monolith.process()).heap();
            var home = new Copy(monolith, "posts");
            try (var posts = boards().yieldingService(monolith, "posts", SMALL)) {
                LockSupport.parkNanos(Duration.ofSeconds(3).toNanos()); // it is starting
                medians(load);
                posts.awaitReady(Duration.ofMinutes(10));
                var during = medians(load);
                posts.output().stream()
                        .filter(line -> line.contains("rows (") || line.contains("Ready after"))
                        .forEach(System.out::println);
                var copy = new Copy(posts, "posts");
                long start = System.nanoTime();
                long from = copy.revision();
                Eventually.holds(() -> home.revision() - copy.revision() < 100);
                double seconds = (System.nanoTime() - start) / 1e9;
                System.out.printf(
                        "caught up %d revisions in %.1f s: %.0f/s%n",
                        copy.revision() - from, seconds, (copy.revision() - from) / seconds);
                LockSupport.parkNanos(Duration.ofSeconds(10).toNanos());
                var following = medians(load);
                System.out.println("medians (us): alone " + alone + ", copied " + during + ", followed " + following);
                start = System.nanoTime();
                assertThat(Roots.moveModule(
                                monolith, "posts", "{\"location\":\"" + Roots.address(posts) + "\",\"dryRun\":true}"))
                        .startsWith("200 ");
                System.out.printf("compared in %.1f s%n", (System.nanoTime() - start) / 1e9);
                exchange(load, monolith, home, copy, Roots.address(posts));
                exchange(load, monolith, copy, home, "here");
                load.end();
                System.out.printf(
                        "heap of the home: %,d before, %,d after; of the standby %,d%n",
                        heap,
                        Footprint.of(monolith.process()).heap(),
                        Footprint.of(posts.process()).heap());
                assertThat(load.failures()).isEmpty();
                assertThat(FollowedProcesses.all(prismo, "/api/posts/by-user/" + author, "text"))
                        .containsAll(load.acknowledged("posts"));
            }
        }
    }

    private static Map<String, Long> medians(CarriedLoad load) {
        return Map.of("read", load.takeMedian("read"), "write", load.takeMedian("write"));
    }

    private static long version(Person person) throws Exception {
        var tag =
                person.get("/api/users/" + AUTHOR).headers().firstValue("ETag").orElseThrow();
        return Long.parseLong(tag.replaceAll("^\\D*(\\d+)\\..*", "$1"));
    }

    private static long postCount(Person person) throws Exception {
        return Person.json(person.get("/api/threads/1", "Accept", Person.BOARD))
                .path("postCount")
                .asLong();
    }

    private static void assertNoGaps(Person person, String module) throws Exception {
        long last = 0;
        for (int size = 1; size > 0; ) {
            var entries = Person.json(person.get("/api/" + module + "/changes?limit=1000&wait=0&after=" + last));
            size = entries.size();
            for (var entry : entries) {
                assertThat(entry.path("position").asLong()).isEqualTo(last + 1);
                last++;
            }
        }
        assertThat(last).isPositive();
    }

    private FollowedProcesses boards() {
        return new FollowedProcesses(folder);
    }
}
