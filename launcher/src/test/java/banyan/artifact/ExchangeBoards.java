package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.artifact.ExchangeStep.Party;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** A home of posts, a standby of it, and a gateway, at ports that they keep. Cables connect home and standby. */
final class ExchangeBoards implements AutoCloseable {
    private static final String TOKEN = "open sesame";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Path folder;
    private final Map<Party, Integer> ports = new EnumMap<>(Party.class);
    private final Map<Party, Integer> adminPorts = new EnumMap<>(Party.class);
    private final Map<Party, Integer> debugPorts = new EnumMap<>(Party.class);
    private final Map<Party, BoardProcess> running = new EnumMap<>(Party.class);
    private final Cable toHome;
    private final Cable toAdminOfHome;
    private final Cable toTarget;
    private final Cable toAdminOfTarget;

    ExchangeBoards(Path folder) throws Exception {
        this.folder = folder;
        for (var party : Party.values()) {
            ports.put(party, Roots.free());
            adminPorts.put(party, Roots.free());
            debugPorts.put(party, Roots.free());
        }
        toHome = new Cable(port(Party.HOME));
        toAdminOfHome = new Cable(adminPorts.get(Party.HOME));
        toTarget = new Cable(port(Party.TARGET));
        toAdminOfTarget = new Cable(adminPorts.get(Party.TARGET));
        for (var party : Party.values()) {
            start(party);
        }
    }

    int port(Party party) {
        return ports.get(party);
    }

    BoardProcess board(Party party) {
        return running.get(party);
    }

    /** Starts a process, at the ports and with the data that it had. */
    void start(Party party) throws Exception {
        var options = new ArrayList<>(options(party));
        options.addAll(List.of(
                "--port=" + port(party),
                "--admin-port=" + adminPorts.get(party),
                "--bind=127.0.0.1",
                "--access-log=off",
                "--data=" + folder.resolve(party.name())));
        var flags = new ArrayList<>(new ClassArchive(Artifact.built()).flags());
        flags.addAll(Breakpoint.flags(debugPorts.get(party)));
        var board = BoardProcess.launch(
                Artifact.built().command(Artifact.Way.MODULE_PATH, flags, options.toArray(String[]::new)),
                Map.of("BANYAN_ADMIN_TOKEN", TOKEN));
        running.put(party, board);
        board.awaitReady();
    }

    private List<String> options(Party party) {
        return switch (party) {
            case HOME -> List.of("--modules=all", "--seed=tutorial");
            case TARGET ->
                List.of(
                        "--modules=posts",
                        "--follow=posts=" + Roots.address(toAdminOfHome.port()),
                        "--address=" + Roots.address(toTarget.port()),
                        "--admin-address=" + Roots.address(toAdminOfTarget.port()),
                        "--remote=users=" + Roots.address(toHome.port()) + ",threads=" + Roots.address(toHome.port()));
            case GATEWAY -> {
                var home = Roots.address(port(Party.HOME));
                yield List.of("--modules=none", "--remote=users=" + home + ",threads=" + home + ",posts=" + home);
            }
        };
    }

    void kill(Party party) throws InterruptedException {
        board(party).kill();
    }

    /** Cuts the connections between home and standby, in both directions. */
    void cut() throws IOException {
        for (var cable : cables()) {
            cable.cut();
        }
    }

    void mend() throws IOException {
        for (var cable : cables()) {
            cable.mend();
        }
    }

    private List<Cable> cables() {
        return List.of(toHome, toAdminOfHome, toTarget, toAdminOfTarget);
    }

    Breakpoint breakpoint(ExchangeStep step) throws Exception {
        return Breakpoint.set(debugPorts.get(step.party()), step.place());
    }

    /** Waits until the target has what the home sent before it stopped at a breakpoint: two looks find the same. */
    void awaitEarlierChanges() throws Exception {
        var seen = new AtomicReference<>(data(Party.TARGET).path("bytesCopied"));
        Eventually.holds(() -> {
            var now = data(Party.TARGET).path("bytesCopied");
            return seen.getAndSet(now).equals(now);
        });
    }

    /** Moves posts at the home, and returns the response. */
    String move(boolean isBack) throws Exception {
        var location = isBack ? "here" : Roots.address(toTarget.port());
        var response = admin(Party.HOME, "PUT", "/slots/posts", "{\"location\":\"" + location + "\"}");
        return response.statusCode() + " " + response.body();
    }

    /** Compares all rows of home and standby, and returns the response. */
    String verify() throws Exception {
        var response = admin(Party.HOME, "POST", "/copies/posts/verify", "{}");
        return response.statusCode() + " " + response.body();
    }

    private HttpResponse<String> admin(Party party, String method, String path, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(Roots.address(adminPorts.get(party)) + path))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + TOKEN)
                .method(method, BodyPublishers.ofString(body));
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** The role of the data of posts at home or target, such as {@code standby}; the exception if the process does not respond. */
    String role(Party party) throws InterruptedException {
        try {
            return data(party).path("role").asText();
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** The state of the data of posts as operators see it. */
    JsonNode data(Party party) throws IOException, InterruptedException {
        for (var module : Person.json(admin(party, "GET", "/modules", ""))) {
            if (module.path("module").asText().equals("posts")) {
                return module.path("data");
            }
        }
        throw new AssertionError("posts are not in /modules of " + party);
    }

    void assertNoSecrets() {
        running.values().forEach(board -> assertThat(board.output()).noneMatch(line -> line.contains(TOKEN)));
    }

    @Override
    public void close() throws IOException {
        running.values().forEach(BoardProcess::close);
        cut();
    }
}
