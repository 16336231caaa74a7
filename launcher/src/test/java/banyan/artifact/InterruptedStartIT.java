package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A first start and a migration are interrupted: the next start finds the data as they were. */
class InterruptedStartIT {
    private static final boolean CAMPAIGN = Boolean.getBoolean("banyan.campaign");
    private static final int KILLS = CAMPAIGN ? 100 : 2;
    private static final int SIGNALS = CAMPAIGN ? 50 : 1;
    private static final int ROWS = CAMPAIGN ? 100_000 : 2_000;
    private static final long SEED = 20_260_601;

    /** Between two checks of whether a start has begun to write; it writes for far longer. */
    private static final Duration MOMENT = Duration.ofMillis(1);

    /** The older data contain these migrations and all earlier ones. */
    private static final String OLDER = "3.0";

    /** The exit code of a JVM that SIGTERM ends before it runs the program. */
    private static final int NO_PROGRAM_YET = 128 + 15;

    @TempDir
    private Path folder;

    private final Random random = new Random(SEED);

    @Test
    void repeatsAnInterruptedFirstStart() throws Exception {
        interrupt(folder.resolve("first"), () -> {});
        try (var board = start("first")) {
            assertThat(board.get("/api/posts/6").body()).contains("savory licks");
        }
    }

    @Test
    void repeatsAnInterruptedMigration() throws Exception {
        var data = Files.createDirectory(folder.resolve("older"));
        var older = Files.createDirectory(folder.resolve("kept"));
        write(older.resolve("posts"));
        var file = Path.of("posts.mv.db");
        interrupt(data, () -> Files.copy(older.resolve(file), data.resolve(file)));
        try (var board = start("older")) {
            assertThat(board.get("/api/posts/" + (100 + ROWS)).body()).contains("text " + ROWS);
            assertThat(board.get("/api/posts/101").body()).contains("text 1");
        }
    }

    private interface Preparation {
        void prepare() throws IOException;
    }

    /** A campaign spreads the interruptions over the whole start. Otherwise they happen while the file is created. */
    private void interrupt(Path data, Preparation preparation) throws Exception {
        preparation.prepare();
        long begin = System.nanoTime();
        start(data.getFileName().toString()).close();
        var whole = Duration.ofNanos(System.nanoTime() - begin);
        for (int end = 0; end < KILLS + SIGNALS; end++) {
            if (CAMPAIGN || end == 0) {
                deleteAll(data);
                preparation.prepare();
            }
            var launched = Instant.now();
            try (var board = BoardProcess.launch(command(data))) {
                await(board, data, launched, whole);
                if (end < KILLS) {
                    board.kill();
                } else {
                    board.terminate();
                    assertThat(board.exitCode())
                            .as("%s", board.output())
                            .isIn(hasBegun(data, launched) ? List.of(0) : List.of(0, NO_PROGRAM_YET));
                }
                assertThat(board.output()).as("end %d", end).noneMatch(line -> line.startsWith("banyan:"));
            }
            if (CAMPAIGN) {
                start(data.getFileName().toString()).close();
            }
            assertThat(data.resolve("posts.mv.db"))
                    .satisfiesAnyOf(
                            file -> assertThat(file).doesNotExist(),
                            file -> assertThat(file).isNotEmptyFile());
        }
    }

    private void await(BoardProcess board, Path data, Instant launched, Duration whole) throws Exception {
        if (CAMPAIGN) {
            TimeUnit.NANOSECONDS.sleep(random.nextLong(whole.toNanos()));
            return;
        }
        while (board.process().isAlive() && !hasBegun(data, launched)) {
            LockSupport.parkNanos(MOMENT.toNanos());
        }
    }

    /** Leftovers of an earlier start exist already. */
    private static boolean hasBegun(Path data, Instant launched) throws IOException {
        return isSince(data.resolve("posts.next.mv.db"), launched) || isSince(data.resolve("posts.mv.db"), launched);
    }

    private static boolean isSince(Path file, Instant launched) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isAfter(launched);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private BoardProcess start(String data) throws Exception {
        var board = BoardProcess.launch(command(folder.resolve(data)));
        board.awaitReady();
        return board;
    }

    private static List<String> command(Path data) {
        return Artifact.built().command(BoardProcess.withDefaults(data, "--modules=posts"));
    }

    private static void deleteAll(Path data) throws IOException {
        if (Files.exists(data)) {
            try (var files = Files.list(data)) {
                for (var file : files.toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Creates the data of an older release. */
    private static void write(Path name) throws SQLException {
        var url = "jdbc:h2:file:" + name;
        Flyway.configure()
                .dataSource(url, "sa", "")
                .table("schema_history")
                .locations(
                        "filesystem:../core/src/main/resources/META-INF/banyan/core",
                        "filesystem:../module-posts/src/main/resources/META-INF/banyan/posts")
                .target(OLDER)
                .loggers("slf4j")
                .load()
                .migrate();
        try (var connection = DriverManager.getConnection(url, "sa", "");
                var statement = connection.createStatement()) {
            statement.execute("INSERT INTO store VALUES (RANDOM_UUID(), 'none', CURRENT_TIMESTAMP)");
            statement.execute("INSERT INTO post (thread, text, author, created_at) "
                    + "SELECT 1, 'text ' || x, 1, CURRENT_TIMESTAMP FROM SYSTEM_RANGE(1, " + ROWS + ")");
            statement.execute("INSERT INTO feed (position, kind, id, thread, at) "
                    + "SELECT x, 'created', 100 + x, 1, CURRENT_TIMESTAMP FROM SYSTEM_RANGE(1, " + ROWS + ")");
            statement.execute("UPDATE feed_head SET position = " + ROWS);
        }
    }
}
