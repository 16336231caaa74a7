package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Commands of modules, as an operator runs them. */
@Execution(ExecutionMode.CONCURRENT)
class CommandsIT {
    private static final Map<String, String> TOKEN = Map.of("BANYAN_ADMIN_TOKEN", "open sesame");

    @TempDir
    private Path data;

    @Test
    void runOnARunningBoardOrOnItsData() throws Exception {
        int admin;
        try (var board = BoardProcess.start(data)) {
            admin = board.adminPort();
            assertThat(Person.register(board, "bmo").statusCode()).isEqualTo(201);
            assertThat(done(admin, "moderator", "add", "BMO")).isEqualTo("bmo is a moderator.\n");
            given(admin, "moderator", "add", "finn")
                    .assertPrints(1, "no account finn with a password", "a sample user", "taken");
            given(admin, "moderator", "add", "nobody")
                    .assertPrints(1, "no account nobody with a password", "register first");
            given(admin, "moderator", "promote", "bmo")
                    .assertPrints(2, "moderator promote: there is no such subcommand", "add NAME, remove NAME, list");
            given(0, "moderator", "list").assertPrints(1, "users.mv.db is in use by another process");
            given(board.port(), "moderator", "list")
                    .assertPrints(1, "another program listens there, not a board", "--admin-port");
            board.terminate();
            assertThat(board.exitCode()).isZero();
        }
        assertThat(done(admin, "moderator", "list")).isEqualTo("bmo\n");
        assertThat(done(admin, "moderator", "remove", "bmo")).isEqualTo("bmo is not a moderator.\n");
        assertThat(done(0, "moderator", "list")).isEmpty();
        given(0, "keys").assertPrints(2, "keys takes rotate, list, or revoke KEY");
        given(0, "keys", "revoke", "none").assertPrints(1, "There is no key none", "keys list");
        assertThat(done(0, "keys", "rotate")).contains("nobody is signed out");
    }

    @Test
    void reachABoardWhoseAdminPortHasAnIpv6Address() throws Exception {
        assumeTrue(hasIpv6(), "this machine has no ::1: the admin port was not tried at an IPv6 address");
        try (var board = BoardProcess.start(data, "--modules=users", "--admin-bind=::1")) {
            assertThat(board.output())
                    .anyMatch(line -> line.endsWith("for operators http://[::1]:" + board.adminPort() + "/modules"));
            var listed = Refusal.of(
                    Artifact.built()
                            .command("moderator", "list", "--admin-bind=::1", "--admin-port=" + board.adminPort()),
                    Map.of());
            assertThat(listed.code()).as(listed.err()).isZero();
        }
    }

    private static boolean hasIpv6() {
        try (var listener = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
            return listener.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void createNoData() throws Exception {
        given(0, "moderator", "list").assertPrints(1, "no data of users in " + data, "--data");
        given(0, "moderator", "add").assertPrints(2, "moderator add: NAME is missing; give moderator add NAME");
        given(0, "modrator", "list").assertPrints(2, "modrator", "no such command", "nearest is moderator");
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void requireTheTokenOfTheBoard() throws Exception {
        var command = Artifact.built().command(BoardProcess.withDefaults(data));
        try (var board = BoardProcess.launch(command, TOKEN)) {
            board.awaitReady();
            given(board.adminPort(), "moderator", "list").assertPrints(2, "BANYAN_ADMIN_TOKEN", "has one of its own");
            given(Map.of("BANYAN_ADMIN_TOKEN", "sesame"), board.adminPort(), "moderator", "list")
                    .assertPrints(2, "BANYAN_ADMIN_TOKEN", "a different token");
            var known = given(TOKEN, board.adminPort(), "moderator", "list");
            assertThat(known.code()).as(known.err()).isZero();
            assertThat(known.err()).isEmpty();
        }
    }

    @Test
    void doNotRevealTheTokenToAnotherListener() throws Exception {
        try (var other = new ServerSocket()) {
            other.bind(new InetSocketAddress("127.0.0.1", 0));
            var received = new ArrayList<String>();
            var listener = new Thread(() -> respondOnce(other, received));
            listener.start();
            given(TOKEN, other.getLocalPort(), "moderator", "list").assertPrints(1, "not a board");
            listener.join();
            assertThat(received)
                    .singleElement()
                    .asString()
                    .startsWith("GET /health/live ")
                    .doesNotContain("sesame");
        }
    }

    @Test
    void doNotRevealTheTokenToAListenerThatRelaysTheProofOfABoard() throws Exception {
        try (var board = BoardProcess.start(data, "--modules=users");
                var relay = new Relay(board.adminPort())) {
            given(relay.port(), "moderator", "list").assertPrints(2, "BANYAN_ADMIN_TOKEN", "another user's");
            assertThat(relay.received())
                    .contains("GET /health/live ")
                    .contains("POST /commands/moderator ")
                    .doesNotContain(BoardProcess.token());
            assertThat(done(board.adminPort(), "moderator", "list")).isEmpty();
        }
    }

    private static void respondOnce(ServerSocket other, List<String> received) {
        try (var socket = other.accept()) {
            var bytes = new byte[8192];
            int length = socket.getInputStream().read(bytes);
            received.add(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
            var response = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}";
            socket.getOutputStream().write(response.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String done(int adminPort, String... words) throws Exception {
        var response = given(adminPort, words);
        assertThat(response.code()).as(response.err()).isZero();
        assertThat(response.err()).isEmpty();
        return response.out();
    }

    private Refusal given(int adminPort, String... words) throws Exception {
        return given(Map.of(), adminPort, words);
    }

    private Refusal given(Map<String, String> environment, int adminPort, String... words) throws Exception {
        var all = new ArrayList<>(List.of(words));
        all.add("--admin-port=" + adminPort);
        all.add("--data=" + data);
        return Refusal.of(Artifact.built().command(all.toArray(String[]::new)), environment);
    }
}
