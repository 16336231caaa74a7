package banyan.launcher.cli;

import banyan.launcher.board.Board;
import banyan.launcher.cli.command.Given;
import banyan.launcher.cli.command.Subcommand;
import banyan.launcher.config.Option;
import banyan.launcher.config.Options;
import banyan.launcher.config.OptionsReader;
import banyan.launcher.hosting.Catalog;
import banyan.launcher.process.ExitException;
import banyan.launcher.process.Installation;
import banyan.launcher.process.StopSignal;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import picocli.CommandLine;

/** Runs a board on scratch data for a moment, so that a JVM can record what its next start needs. */
@CommandLine.Command(
        name = "train",
        description = {
            "Starts the board on scratch data, sends it some requests, and stops it.",
            "On Java 25 or newer, bin/banyan train records a cache from this, which makes later starts faster."
        })
final class TrainCommand implements Subcommand {
    private static final List<String> PATHS = List.of(
            "/",
            "/api",
            "/api/users",
            "/api/users/3",
            "/api/threads/2",
            "/api/posts",
            "/api/posts/in-thread/1",
            "/api/users/0");

    private final Installation home;
    private final StopSignal stop;

    TrainCommand(Installation home, StopSignal stop) {
        this.home = home;
        this.stop = stop;
    }

    @Override
    public Set<Option> options() {
        return Set.of();
    }

    @Override
    public boolean printsResult() {
        return false;
    }

    @Override
    public void run(Given given) {
        try {
            train();
        } catch (IOException e) {
            throw ExitException.failure("the training failed: " + e, e);
        }
    }

    private void train() throws IOException {
        var scratch = Files.createTempDirectory("banyan-training");
        try (var board = Board.start(options(scratch), Catalog.of(home), stop)) {
            for (var path : PATHS) {
                stop.check();
                get("http://127.0.0.1:" + board.port() + path);
            }
        } finally {
            delete(scratch);
        }
    }

    private static Options options(Path scratch) {
        return new OptionsReader(
                        Map.of(
                                Option.PORT, "0",
                                Option.BIND, "127.0.0.1",
                                Option.ADMIN_PORT, "0",
                                Option.DATA, scratch.toString(),
                                Option.DRAIN, "0s"),
                        // An image must not hold the token that its processes would share.
                        Map.of("BANYAN_ADMIN_TOKEN", UUID.randomUUID().toString()))
                .options();
    }

    private static void get(String address) throws IOException {
        var request = (HttpURLConnection) URI.create(address).toURL().openConnection();
        int status = request.getResponseCode();
        if (status >= HttpURLConnection.HTTP_INTERNAL_ERROR) {
            throw ExitException.failure("the training failed: " + address + " responded with status " + status);
        }
        try (var body =
                status < HttpURLConnection.HTTP_BAD_REQUEST ? request.getInputStream() : request.getErrorStream()) {
            body.readAllBytes();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
