package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packed board over a real PostgreSQL server that stops and starts. */
class PostgresIT {
    private static final Pattern STORE_ID = Pattern.compile("\"storeId\" ?: ?\"([^\"]+)\"");

    @TempDir
    private Path folder;

    private final int port = freePort();
    private final int adminPort = freePort();
    private final int serverPort = freePort();
    private EmbeddedPostgres server;

    @BeforeEach
    void startServer() throws IOException {
        server = EmbeddedPostgres.builder()
                .setPort(serverPort)
                .setDataDirectory(folder.resolve("server"))
                .setCleanDataDirectory(false)
                .start();
    }

    @AfterEach
    void stopServer() throws IOException {
        server.close();
    }

    @Test
    void servesTheTutorialWithOneRoleAModule() throws Exception {
        var environment = ModuleRoles.make(server, folder);
        try (var board = launch(environment, "--seed=tutorial")) {
            board.awaitReady();
            for (var module : ModuleRoles.MODULES) {
                assertThat(board.get("/api/" + module).statusCode()).isEqualTo(200);
            }
            assertThat(board.get("/api/users/3").body()).contains("\"id\":3");
            assertThat(board.get("/api/posts/in-thread/1").body()).contains("lich");
            board.terminate();
            assertThat(board.exitCode()).isZero();
            assertThat(board.output()).noneMatch(line -> line.contains(" WARN "));
        }
        assertThat(folder.resolve("data")).isEmptyDirectory();
    }

    @Test
    void startsEmptyByDefaultAndIsSharedByTwoBoards() throws Exception {
        try (var one = launch(Map.of());
                var other = launchAt(0, 0, Map.of())) {
            one.awaitReady();
            other.awaitReady();
            assertThat(one.get("/api/users").body()).isEqualTo("[]");
            assertThat(storeIds(one)).hasSize(ModuleRoles.MODULES.size()).isEqualTo(storeIds(other));
        }
    }

    @Test
    void waitsForTheServerAndSurvivesItsRestart() throws Exception {
        server.close();
        try (var board = launch(Map.of(), "--seed=tutorial")) {
            Eventually.holds(() -> board.output().stream().anyMatch(line -> line.contains("users waits.")));
            assertThat(board.output()).anyMatch(line -> line.contains("localhost:" + serverPort + "/postgres"));
            assertThat(status(port, "/api/users")).isEqualTo(503);
            assertThat(status(adminPort, "/health/live")).isEqualTo(200);
            assertThat(status(adminPort, "/health/ready")).isEqualTo(503);

            startServer();
            board.awaitReady();
            assertThat(status(port, "/api/users/3")).isEqualTo(200);

            server.close();
            assertThat(status(port, "/api/users/3")).isEqualTo(503);
            assertThat(status(adminPort, "/health/live")).isEqualTo(200);
            startServer();
            Eventually.holds(() -> status(port, "/api/users/3") == 200);

            board.terminate();
            assertThat(board.exitCode()).isZero();
            assertThat(board.output()).noneMatch(line -> line.startsWith("\tat "));
        }
    }

    @Test
    void opensModulesThatNeedNoServerMeanwhile() throws Exception {
        server.close();
        var database = "--database=users=" + url();
        try (var board = launch(
                Artifact.built().command(Artifact.Way.MODULE_PATH, List.of(), options(port, adminPort, database)))) {
            Eventually.holds(() -> board.output().stream().anyMatch(line -> line.contains("users waits.")));
            Eventually.holds(() -> status(port, "/api/posts") == 200);
            assertThat(status(port, "/api/users")).isEqualTo(503);
            board.terminate();
            assertThat(board.process().waitFor(2, TimeUnit.SECONDS)).isTrue();
            assertThat(board.exitCode()).isZero();
        }
    }

    @Test
    void isRejectedWithAWrongPassword() throws Exception {
        ModuleRoles.make(server, folder);
        Files.writeString(folder.resolve("server/pg_hba.conf"), "host all all all scram-sha-256\n");
        ModuleRoles.execute(server, "SELECT pg_reload_conf()");
        var options = options(0, 0, "--modules=posts", "--database=" + url());
        var environment = Map.of("BANYAN_DATABASE_USER", "of_posts", "BANYAN_DATABASE_PASSWORD", "guessed");
        var refusal = Refusal.of(Artifact.built().command(options), environment);
        refusal.assertPrints(1, "The database of posts at " + url(), "password authentication failed");
        assertThat(refusal.err() + refusal.out()).doesNotContain("guessed");
    }

    private BoardProcess launch(Map<String, String> environment, String... more) throws IOException {
        return launchAt(port, adminPort, environment, more);
    }

    private BoardProcess launchAt(int front, int admin, Map<String, String> environment, String... more)
            throws IOException {
        var options = new ArrayList<>(List.of(more));
        options.add("--database=" + url());
        var all = new HashMap<>(Map.of("BANYAN_DATABASE_USER", "postgres"));
        all.putAll(environment);
        return BoardProcess.launch(
                Artifact.built().command(options(front, admin, options.toArray(String[]::new))), all);
    }

    private BoardProcess launch(List<String> command) throws IOException {
        return BoardProcess.launch(command, Map.of("BANYAN_DATABASE_USER", "postgres"));
    }

    private String[] options(int front, int admin, String... more) {
        var all = new ArrayList<>(List.of(
                "--bind=127.0.0.1", "--port=" + front, "--admin-port=" + admin, "--data=" + folder.resolve("data")));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private String url() {
        return "jdbc:postgresql://localhost:" + serverPort + "/postgres";
    }

    static List<String> storeIds(BoardProcess board) throws Exception {
        return STORE_ID.matcher(board.admin("/modules").body())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static int status(int port, String path) throws IOException {
        try (var client = new Client(port)) {
            client.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
            return client.response().orElseThrow().status();
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
