package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator observes a board: metrics, log and configuration. */
class ObservedIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private final Path scratch;

    @AutoClose
    private final Roots roots;

    ObservedIT(@TempDir Path scratch) {
        this.scratch = scratch;
        roots = new Roots(scratch);
    }

    @Test
    void countsRequestsByLocationAndOutcome() throws Exception {
        int port = Roots.free();
        var here = roots.start(Roots.free(), "--modules=users,threads", "--remote=posts=" + Roots.address(port));
        assertThat(here.get("/api/posts/1").statusCode()).isEqualTo(503);
        roots.start(port, "--modules=posts", "--remote=threads=" + Roots.address(here));
        Eventually.holds(() -> here.get("/api/posts/in-thread/1").statusCode() == 200);
        for (int i = 0; i < 3; i++) {
            here.get("/api/users/3");
            here.get("/api/users/by-username/nobody" + i);
            here.get("/api/users/made-up-" + i);
        }
        here.raw("GET /{3}|^ HTTP/1.1\r\n\r\n");
        Eventually.holds(() -> metric(here, "banyan_feed_cursor", "module=\"threads\"", "feed=\"posts\"") > 0);
        assertThat(requests(here, "users", "/{id}", "here", "success")).isEqualTo(3);
        assertThat(requests(here, "users", "/*", "here", "client_error")).isEqualTo(6);
        assertThat(requests(here, "posts", "/in-thread/{id}", Roots.address(port), "success"))
                .isEqualTo(1);
        assertThat(requests(here, "posts", "/*", Roots.address(port), "server_error"))
                .isPositive();
        assertThat(here.admin("/metrics").body()).doesNotContain("made-up").doesNotContain("nobody");
        assertThat(metric(here, "banyan_requests_seconds_bucket", "module=\"users\"", "le=\"+Inf\"", "success"))
                .isEqualTo(3);
        assertThat(metric(here, "banyan_rejected_total", "status=\"400\"")).isEqualTo(1);
        assertThat(metric(here, "banyan_slot_weight", "module=\"posts\"", Roots.address(port)))
                .isEqualTo(100);
        assertThat(metric(here, "banyan_peer_breaker", "state=\"closed\"")).isEqualTo(1);
        assertThat(metric(here, "banyan_feed_lag_seconds", "module=\"threads\"", "feed=\"posts\""))
                .isBetween(0.0, 30.0);
        assertThat(metric(here, "banyan_database_connections", "module=\"users\"", "state=\"idle\""))
                .isPositive();
        assertThat(metric(here, "banyan_workers_waiting", "pool=\"reading\"")).isZero();
        assertThat(metric(here, "jvm_memory_used_bytes", "area=\"heap\"")).isPositive();
    }

    @Test
    void logsOneTraceThroughAllProcesses() throws Exception {
        var there = roots.start(Roots.free(), "--modules=posts", "--log=json");
        var here = roots.start(Roots.free(), "--modules=none", "--log=json", "--remote=posts=" + Roots.address(there));
        var traced = Person.anonymous(here).get("/api/posts/1", "traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01");
        assertThat(traced.statusCode()).isEqualTo(200);
        for (var board : List.of(here, there)) {
            Eventually.holds(() -> access(board) != null);
            assertThat(access(board).path("trace.id").asText()).isEqualTo(TRACE);
            assertThat(Instant.parse(access(board).path("@timestamp").asText())).isBefore(Instant.now());
        }
    }

    @Test
    void logsTheClientBehindATrustedProxyAndNoSuccessfulLongPoll() throws Exception {
        var board = roots.start(Roots.free(), "--modules=posts", "--trusted-proxies=127.0.0.1/32");
        var proxy = Person.anonymous(board);
        proxy.get("/api/posts/1", "X-Forwarded-For", "192.0.2.7");
        proxy.get("/api/posts/changes?after=0&wait=0");
        proxy.get("/api/posts/changes?after=x&wait=0");
        proxy.get("/api/posts/2?wait=0");
        proxy.get("/api/posts/3");
        Eventually.holds(() -> board.output().stream().anyMatch(line -> line.contains(" /api/posts/3 ")));
        var lines = String.join("\n", board.output());
        assertThat(lines)
                .contains("access 192.0.2.7 GET /api/posts/1 200")
                .contains("access 127.0.0.1 GET /api/posts/3 200")
                .contains("/api/posts/changes?after=x&wait=0 ")
                .contains("/api/posts/2?wait=0 ")
                .doesNotContain("changes?after=0");
    }

    @Test
    void showsItsConfigurationWithoutSecrets() throws Exception {
        var command = new ArrayList<>(List.of(
                "env", "BANYAN_DRAIN=3s", "BANYAN_DATABASE_USER=ooo", "BANYAN_DATABASE_PASSWORD_POSTS=open sesame"));
        command.addAll(Artifact.built().command(BoardProcess.withDefaults(scratch, "--modules=users")));
        try (var board = BoardProcess.launch(command)) {
            board.awaitReady();
            var settings = JSON.readTree(board.admin("/config").body());
            assertThat(settings)
                    .contains(JSON.readTree("{\"name\":\"--modules\",\"value\":\"users\",\"source\":\"flag\"}"))
                    .contains(JSON.readTree("{\"name\":\"--drain\",\"value\":\"3s\",\"source\":\"BANYAN_DRAIN\"}"))
                    .contains(JSON.readTree("{\"name\":\"--data\",\"value\":\"" + scratch + "\",\"source\":\"flag\"}"))
                    .contains(JSON.readTree("{\"name\":\"--log\",\"value\":\"text\",\"source\":\"default\"}"))
                    .contains(JSON.readTree("""
                            {"name":"BANYAN_DATABASE_USER","value":"ooo","source":"BANYAN_DATABASE_USER"}"""))
                    .contains(JSON.readTree("""
                            {"name":"BANYAN_DATABASE_PASSWORD_POSTS","value":"***",
                            "source":"BANYAN_DATABASE_PASSWORD_POSTS"}"""));
            assertThat(settings.toString()).doesNotContain("sesame");
        }
    }

    private static double requests(BoardProcess board, String module, String route, String location, String outcome)
            throws Exception {
        return metric(
                board,
                "banyan_requests_seconds_count",
                "module=\"" + module + "\"",
                "route=\"" + route + "\"",
                "location=\"" + location + "\"",
                "outcome=\"" + outcome + "\"");
    }

    /** Returns the sum of all lines of this name with these labels. */
    private static double metric(BoardProcess board, String name, String... labels) throws Exception {
        return board.admin("/metrics")
                .body()
                .lines()
                .filter(line ->
                        line.startsWith(name + "{") && List.of(labels).stream().allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    /** Waits for the log line of a request. */
    private static JsonNode access(BoardProcess board) throws IOException {
        for (var line : board.output()) {
            if (line.contains("\"log.logger\":\"access\"") && line.contains("/api/posts/1 ")) {
                return JSON.readTree(line);
            }
        }
        return null;
    }
}
