package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A stop signal at any moment: every request that arrived gets its response, the data are intact, the exit code is 0.
 */
@Execution(ExecutionMode.CONCURRENT)
class StoppingIT {
    private static final boolean CAMPAIGN = Boolean.getBoolean("banyan.campaign");

    /** A stop that waits for something that does not happen takes its drain time, 25 s if no option says otherwise. */
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    private Path data;

    /** A campaign repeats this, because the critical moments last for microseconds. */
    static Stream<String> drains() {
        return CAMPAIGN ? Stream.generate(() -> List.of("6s", "25s")).limit(10).flatMap(List::stream) : Stream.of("6s");
    }

    @ParameterizedTest
    @MethodSource("drains")
    void respondsToEveryRequestThatArrivedBeforeThePortClosed(String drain) throws Exception {
        try (var board = BoardProcess.start(data, "--drain=" + drain, "--access-log=off");
                var traffic = new Traffic(board)) {
            Eventually.holds(() -> traffic.responses() > 200);
            board.terminate();
            Eventually.holds(() -> traffic.rejected() > 0);
            assertThat(board.exitCode()).isZero();
            traffic.end();
            System.out.printf(
                    "%s: %d responses, %d of them the last, %d rejected%n",
                    drain, traffic.responses(), traffic.last(), traffic.rejected());
            assertThat(traffic.failures()).isEmpty();
            assertThat(traffic.last()).isPositive();
            assertThat(board.output()).noneMatch(line -> line.contains("WARN") || line.contains("ERROR"));
        }
    }

    @Test
    void isNotReadyWhileModulesStillRespond() throws Exception {
        try (var board = BoardProcess.start(data, "--drain=6s");
                var traffic = new Traffic(board)) {
            board.terminate();
            Eventually.holds(() -> board.admin("/health/ready").statusCode() == 503);
            for (var path : List.of("/", "/api")) {
                try (var client = new Client(board.port())) {
                    var response = client.get(path).orElseThrow();
                    assertThat(response.status()).isEqualTo(503);
                    assertThat(response.headers()).containsEntry("Content-Type", "application/problem+json");
                    assertThat(response.closes()).isTrue();
                    assertThat(client.response()).isEmpty();
                }
            }
            try (var client = new Client(board.port())) {
                var response = client.get("/api/users/3").orElseThrow();
                assertThat(response.status()).isEqualTo(200);
                assertThat(response.closes()).isTrue();
            }
            board.terminate(); // a second signal does no harm
            assertThat(board.exitCode()).isZero();
            assertThat(traffic.failures()).isEmpty();
        }
    }

    @Test
    void doesNotWaitForIdleConnections() throws Exception {
        try (var board = BoardProcess.start(data, "--drain=25s");
                var kept = new Client(board.port());
                var silent = new Client(board.port())) {
            assertThat(kept.get("/api/users/3")).isPresent();
            assertThat(stopped(board)).isLessThan(SOON);
            assertThat(silent.response()).isEmpty();
        }
    }

    /** Their timeout is longer than this. */
    @Test
    void endsLongPolls() throws Exception {
        try (var board = BoardProcess.start(data, "--drain=60s");
                var gateway = BoardProcess.start(
                        data.resolve("gateway"),
                        "--drain=60s",
                        "--modules=none",
                        "--remote=users=" + Roots.address(board.port()));
                var here = new Client(board.port());
                var behind = new Client(gateway.port())) {
            var entries = Person.json(board.get("/api/users/changes?limit=1000"));
            var poll = "GET /api/users/changes?wait=20&after=%d HTTP/1.1\r\nHost: a\r\n\r\n"
                    .formatted(entries.path(entries.size() - 1).path("position").asLong());
            behind.send(poll);
            assertThat(stopped(gateway)).isLessThan(Duration.ofSeconds(15));
            assertThat(behind.response().orElseThrow().status()).isEqualTo(503);
            here.send(poll);
            assertThat(stopped(board)).isLessThan(Duration.ofSeconds(15));
            var response = here.response().orElseThrow();
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.body()).isEqualTo("[]");
            assertThat(board.output()).noneMatch(line -> line.contains("WARN") || line.contains("ERROR"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/users/3 HTTP/1.1\r\nHost: bo",
                "POST /api/users HTTP/1.1\r\nHost: board\r\nContent-Length: 10\r\n\r\nabc",
                "POST /api/users HTTP/1.1\r\nHost: board\r\nTransfer-Encoding: chunked\r\n\r\n5"
            })
    void waitsForAStalledClientNoLongerThanTheDrainTime(String bytes) throws Exception {
        try (var board = BoardProcess.start(data, "--drain=3s");
                var client = new Client(board.port())) {
            client.send(bytes);
            assertThat(stopped(board)).isLessThan(SOON);
        }
    }

    /** The progress of a start: the file that the process has open by then. */
    enum Moment {
        JVM("launcher.jar"),
        LAYER("target/lib/"),
        LIBRARIES("target/lib/logback"),
        MODULES("target/modules/"),
        DATABASE(".mv.db");

        final String file;

        Moment(String file) {
            this.file = file;
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsAtOnceDuringTheStart(Moment moment) throws Exception {
        var artifact = Artifact.built();
        var command = artifact.command(Artifact.Way.JAR, List.of(), BoardProcess.withDefaults(data));
        try (var board = BoardProcess.launch(command)) {
            Eventually.holds(() -> hasOpen(board, moment.file));
            assertThat(stopping(board)).isLessThan(SOON);
            // Before the program runs, the JVM ends with an exit code of its own.
            assertThat(board.process().exitValue()).isIn(0, moment == Moment.JVM ? 143 : 0);
        }
        servesWhatItServed();
    }

    @Test
    void endsAtOnceDuringTheTraining() throws Exception {
        try (var board = BoardProcess.launch(Artifact.built().command(Artifact.Way.JAR, List.of(), "--train"))) {
            Eventually.holds(() -> hasOpen(board, Moment.MODULES.file));
            assertThat(stopped(board)).isLessThan(SOON);
            assertThat(board.output()).allMatch(line -> line.contains(" INFO "));
        }
    }

    private static boolean hasOpen(BoardProcess board, String file) throws IOException {
        try (var open = Files.list(Path.of("/proc/" + board.pid() + "/fd"))) {
            return open.anyMatch(one -> target(one).contains(file));
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "closed in the meantime";
        }
    }

    @Test
    void endsAtOnceWhenThePortHasJustOpened() throws Exception {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        var command = Artifact.built()
                .command(
                        Artifact.Way.JAR,
                        List.of(),
                        "--port=" + port,
                        "--bind=127.0.0.1",
                        "--admin-port=0",
                        "--data=" + data);
        try (var board = BoardProcess.launch(command)) {
            Eventually.holds(() -> responses(port));
            assertThat(stopping(board)).isLessThan(SOON);
            assertThat(board.process().exitValue()).isZero();
        }
        servesWhatItServed();
    }

    @Test
    void servesTheSameDataAfterAKill() throws Exception {
        try (var board = BoardProcess.start(data)) {
            board.kill();
        }
        servesWhatItServed();
    }

    private void servesWhatItServed() throws Exception {
        try (var board = BoardProcess.start(data)) {
            assertThat(board.get("/api/users/3").body()).contains("Bonnibel Bubblegum");
            assertThat(board.get("/api/posts").body().split("thread")).hasSize(7);
            assertThat(board.get("/api/threads").body().split("title")).hasSize(4);
        }
    }

    private static boolean responses(int port) throws Exception {
        try (var client = new Client(port)) {
            return client.get("/").isPresent();
        } catch (ConnectException e) {
            return false;
        }
    }

    private static Duration stopped(BoardProcess board) throws Exception {
        var time = stopping(board);
        assertThat(board.process().exitValue()).isZero();
        return time;
    }

    /** Returns the time until the end. */
    private static Duration stopping(BoardProcess board) throws Exception {
        long start = System.nanoTime();
        board.terminate();
        board.exitCode();
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
