package banyan.deployment;

import banyan.artifact.BoardProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Running boards, one for each command of a container. */
final class Containers implements AutoCloseable {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Path folder;
    private final Map<String, BoardProcess> boards = new HashMap<>();
    private final Deque<BoardProcess> order = new ArrayDeque<>();

    Containers(Path folder) {
        this.folder = folder;
    }

    /** Starts a container with the name that other containers use for it, unless it is running. */
    void start(String name, List<String> command, String remotes) throws IOException, InterruptedException {
        if (boards.containsKey(name)) {
            return;
        }
        var options = new ArrayList<>(command);
        if (!remotes.isEmpty()) {
            options.add("--remote=" + here(remotes));
        }
        var board = BoardProcess.start(folder.resolve(name), options.toArray(String[]::new));
        boards.put(name, board);
        order.push(board);
    }

    /** Returns the same remotes with the addresses of the processes on this machine. */
    private String here(String remotes) {
        var here = new ArrayList<String>();
        for (var remote : remotes.split(",", -1)) {
            var parts = remote.split("=", -1);
            var name = Objects.requireNonNull(URI.create(parts[1]).getHost()).replaceFirst("\\..*", "");
            here.add(parts[0] + "=http://127.0.0.1:" + of(name).port());
        }
        return String.join(",", here);
    }

    /** Sends a GET request to a container and returns the response. */
    HttpResponse<String> get(String name, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + of(name).port() + path));
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private BoardProcess of(String name) {
        return Objects.requireNonNull(
                boards.get(name), () -> name + " is not a container; there are " + new TreeMap<>(boards).keySet());
    }

    @Override
    public void close() {
        order.forEach(BoardProcess::close);
    }
}
