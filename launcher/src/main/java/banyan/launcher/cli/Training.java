package banyan.launcher.cli;

import banyan.launcher.board.Board;
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
import java.util.UUID;

/** A short life of the board on scratch data, from which a JVM can record what its next start will need. */
public final class Training {
    private static final List<String> PATHS = List.of(
            "/",
            "/api",
            "/api/users",
            "/api/users/3",
            "/api/threads/2",
            "/api/posts",
            "/api/posts/in-thread/1",
            "/api/users/0");

    private Training() {}

    /**
     * @throws ExitException if the board does not start, or fails to answer
     */
    public static void run(Installation home, StopSignal stop) {
        try {
            train(home, stop);
        } catch (IOException e) {
            throw ExitException.failure("the training failed: " + e, e);
        }
    }

    private static void train(Installation home, StopSignal stop) throws IOException {
        var scratch = Files.createTempDirectory("banyan-training");
        try (var board = Board.start(options(scratch), Catalog.of(home), stop)) {
            for (var path : PATHS) {
                stop.check();
                ask("http://127.0.0.1:" + board.port() + path);
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

    private static void ask(String address) throws IOException {
        var connection = (HttpURLConnection) URI.create(address).toURL().openConnection();
        int status = connection.getResponseCode();
        if (status >= HttpURLConnection.HTTP_INTERNAL_ERROR) {
            throw new IOException(address + " was answered with " + status);
        }
        try (var answer = status < HttpURLConnection.HTTP_BAD_REQUEST
                ? connection.getInputStream()
                : connection.getErrorStream()) {
            answer.readAllBytes();
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
