package banyan.artifact;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Several processes of one board at known ports. */
final class Roots implements AutoCloseable {
    private static final int LOWEST = 10_000;
    private static final int PORTS = 20_000;
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(PORTS));

    private final Path folder;
    private final Deque<BoardProcess> running = new ArrayDeque<>();

    Roots(Path folder) {
        this.folder = folder;
    }

    /** Returns a free port, another one each time, outside the range of outgoing connections. */
    static int free() throws IOException {
        while (true) {
            int port = LOWEST + Math.floorMod(NEXT.getAndIncrement(), PORTS);
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException e) {
                System.out.println("port " + port + " is in use");
            }
        }
    }

    static String address(int port) {
        return "http://127.0.0.1:" + port;
    }

    static String address(BoardProcess board) {
        return address(board.port());
    }

    /** Starts a process with its own data at this port, until it is ready. On a server it logs in as the superuser. */
    BoardProcess start(int port, String... options) throws Exception {
        var board = BoardProcess.launch(
                Artifact.built().command(with(port, options)), Map.of("BANYAN_DATABASE_USER", "postgres"));
        running.push(board);
        board.awaitReady();
        return board;
    }

    /** Returns the exit code and the output of a command for the board at its admin port. */
    static String command(BoardProcess board, String... words) throws Exception {
        var all = new ArrayList<>(List.of(words));
        all.add("--admin-port=" + board.adminPort());
        try (var command = BoardProcess.launch(Artifact.built().command(all.toArray(String[]::new)))) {
            return command.exitCode() + " " + String.join("\n", command.output());
        }
    }

    /** Sends a move of posts to the admin port directly, without starting a command, and returns the response. */
    static String move(BoardProcess board, String wish) throws Exception {
        return moveModule(board, "posts", wish);
    }

    /** Does the same for any module. */
    static String moveModule(BoardProcess board, String module, String wish) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(address(board.adminPort()) + "/slots/" + module))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + BoardProcess.token())
                .PUT(BodyPublishers.ofString(wish))
                .build();
        var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }

    static String move(BoardProcess board, String field, String address) throws Exception {
        return move(board, "{\"" + field + "\":\"" + address + "\"}");
    }

    private String[] with(int port, String... options) {
        var all = new ArrayList<>(List.of(
                "--port=" + port, "--bind=127.0.0.1", "--admin-port=0", "--data=" + folder.resolve("at-" + port)));
        all.addAll(List.of(options));
        return all.toArray(String[]::new);
    }

    @Override
    public void close() {
        while (!running.isEmpty()) {
            running.pop().close();
        }
    }

    /** Returns the store id of the data that serve posts at this board. */
    static String store(BoardProcess board) throws Exception {
        return new JsonMapper()
                .readTree(board.get("/api/posts/contract").body())
                .path("storeId")
                .asText();
    }
}
