package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.artifact.PostRows.Kind;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cost of a page in time and memory among many posts, and the export and import of all of them. */
@ResourceLock("processors")
class ManyPostsIT {
    private static final boolean CAMPAIGN = Boolean.getBoolean("banyan.campaign");
    private static final PostRows FEW = new PostRows(CAMPAIGN ? 10_000 : 1_000);
    private static final PostRows MANY = new PostRows(CAMPAIGN ? 1_000_000 : 10_000);
    private static final int PAGES = CAMPAIGN ? 1_000 : 50;
    private static final List<String> SMALL = List.of("-Xmx128m");
    private static final Map<String, String> LOGIN = Map.of("BANYAN_DATABASE_USER", "postgres");

    /** The allowed growth of memory, including caches and pools. */
    private static final long SLACK = 16L << 20;

    @TempDir
    private Path folder;

    private @Nullable EmbeddedPostgres server;

    @AfterEach
    void stopServer() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @MethodSource("stores")
    void costAsMuchAPageAsFewPostsAndAreCopiedWithASmallHeap(Store store) throws Exception {
        if (store == Store.POSTGRESQL) {
            server = EmbeddedPostgres.start();
        }
        var few = imported(FEW, "few");
        var many = imported(MANY, "many");
        assertThat(Lines.of(exported(many))).isEqualTo(Lines.of(folder.resolve("many.ndjson")));
        try (var small = start(few);
                var large = start(many)) {
            for (var kind : Kind.values()) {
                double ratio = ratio(kind, small, large);
                if (CAMPAIGN) { // the short form is too short to measure times; PostStoreTest checks the indexes
                    assertThat(ratio).as("%s", kind).isLessThanOrEqualTo(store.most(kind));
                }
            }
            long more = Footprint.of(large.process()).heap()
                    - Footprint.of(small.process()).heap();
            System.out.printf("%s: %,d bytes more%n", store, more);
            assertThat(more).isLessThan(SLACK);
        }
    }

    /** Alternates the requests, so that other load on the machine slows down both. The first ones warm up. */
    private static double ratio(Kind kind, BoardProcess small, BoardProcess large) throws Exception {
        var random = new Random(1);
        var few = new long[PAGES];
        var many = new long[PAGES];
        try (var askingSmall = new Client(small.port());
                var askingLarge = new Client(large.port())) {
            for (int i = -PAGES; i < PAGES; i++) {
                few[Math.max(i, 0)] = nanos(askingSmall, FEW.page(kind, random));
                many[Math.max(i, 0)] = nanos(askingLarge, MANY.page(kind, random));
            }
        }
        double ratio = (double) median(many) / median(few);
        System.out.printf(
                "%s: %d us of %,d posts, %d us of %,d: %.2f%n",
                kind, median(few) / 1_000, FEW.posts(), median(many) / 1_000, MANY.posts(), ratio);
        return ratio;
    }

    /** A campaign also tests PostgreSQL. */
    static Stream<Store> stores() {
        return CAMPAIGN ? Stream.of(Store.values()) : Stream.of(Store.H2);
    }

    private enum Store {
        H2,
        POSTGRESQL;

        /**
         * In a file, each post of a page of one thread or author may be in a part that H2 must read and unpack again,
         * because it caches 16 MB.
         */
        double most(Kind kind) {
            boolean isScattered = kind == Kind.IN_THREAD || kind == Kind.BY_USER;
            return this == H2 && isScattered ? 4 : 1.5;
        }
    }

    /**
     * Returns the posts, the feed and the identity of a file in any order. An import adds to the history of the feed.
     */
    private record Lines(long count, long hashes, long squares) {
        private static final Pattern CARRIED = Pattern.compile("^\\{\"(?:feed|feed_head|post|store)\":");

        static Lines of(Path file) throws IOException {
            try (var lines = Files.lines(file)) {
                var hashes = lines.filter(line -> CARRIED.matcher(line).find())
                        .mapToLong(String::hashCode)
                        .toArray();
                return new Lines(
                        hashes.length,
                        LongStream.of(hashes).sum(),
                        LongStream.of(hashes).map(hash -> hash * hash).sum());
            }
        }
    }

    /** Returns the options for the data. */
    private List<String> imported(PostRows rows, String name) throws Exception {
        var file = rows.write(folder.resolve(name + ".ndjson"));
        var options = new ArrayList<>(List.of("--data=" + folder.resolve(name)));
        if (server != null) {
            ModuleRoles.execute(server, "CREATE DATABASE " + name);
            options.add("--database=jdbc:postgresql://localhost:" + server.getPort() + "/" + name);
        }
        run(rows, "import", options, "--from=" + file);
        return options;
    }

    private Path exported(List<String> options) throws Exception {
        var file = folder.resolve("exported.ndjson");
        run(MANY, "export", options, "--to=" + file);
        return file;
    }

    private static void run(PostRows rows, String command, List<String> options, String file) throws Exception {
        var words = new ArrayList<>(List.of(command, "posts", file, "--admin-port=" + Roots.free()));
        words.addAll(options);
        long start = System.nanoTime();
        try (var process = launch(words)) {
            assertThat(process.process().waitFor()).as("%s", process.output()).isZero();
            long seconds = (System.nanoTime() - start) / 1_000_000_000;
            System.out.printf(
                    "%s of %,d posts: %d s, %d lines printed%n",
                    command, rows.posts(), seconds, process.output().size());
            if (CAMPAIGN && rows.equals(MANY)) {
                assertThat(process.output()).anyMatch(line -> line.matches("banyan: .* posts: \\d+ rows so far"));
            }
        }
    }

    private static BoardProcess start(List<String> options) throws Exception {
        var words = new ArrayList<>(List.of("--modules=posts", "--port=0", "--admin-port=0", "--access-log=off"));
        words.add("--response-cache=0"); // so that each page is read from the database
        words.addAll(options);
        var board = launch(words);
        board.awaitReady();
        return board;
    }

    private static BoardProcess launch(List<String> words) throws Exception {
        return BoardProcess.launch(
                Artifact.built().command(Artifact.Way.JAR, SMALL, words.toArray(String[]::new)), LOGIN);
    }

    private static long nanos(Client client, String path) throws Exception {
        long start = System.nanoTime();
        var response = client.get(path).orElseThrow();
        long time = System.nanoTime() - start;
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body().split("\\{\"thread\":", -1)).as(path).hasSize(101);
        return time;
    }

    private static long median(long[] times) {
        return LongStream.of(times).sorted().skip(times.length / 2).findFirst().orElseThrow();
    }
}
