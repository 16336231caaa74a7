package banyan.artifact;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A board at one port with its own line to its database server and its own clock. It can be killed and restarted. */
final class AttackedBoard implements AutoCloseable {
    private final int port;
    private final Path data;
    private final Line line;
    private final Optional<ShiftedClock> clock;
    private final List<String> log = new ArrayList<>();
    private BoardProcess process;

    AttackedBoard(Path folder, String name, int server) throws Exception {
        port = Roots.free();
        data = folder.resolve(name);
        line = new Line(server);
        clock = ShiftedClock.in(folder, name);
        process = launch();
    }

    private BoardProcess launch() throws Exception {
        var environment = new HashMap<>(Map.of("BANYAN_DATABASE_USER", "postgres"));
        clock.ifPresent(shifted -> environment.putAll(shifted.environment()));
        var command = Artifact.built()
                .command(
                        Artifact.Way.JAR,
                        List.of("-Xmx256m"),
                        "--port=" + port,
                        "--bind=127.0.0.1",
                        "--admin-port=0",
                        "--data=" + data,
                        "--access-log=off",
                        "--database=jdbc:postgresql://localhost:" + line.port() + "/postgres");
        return BoardProcess.launch(command, environment);
    }

    int port() {
        return port;
    }

    Line line() {
        return line;
    }

    Optional<ShiftedClock> clock() {
        return clock;
    }

    BoardProcess process() {
        return process;
    }

    LiveProcess live() {
        return new LiveProcess(process.pid());
    }

    /** Sends SIGKILL and starts a new process until it is ready. */
    void killAndStart() throws Exception {
        process.kill();
        log.addAll(process.output());
        process = launch();
        process.awaitReady();
    }

    /** Returns the output of all its processes. */
    List<String> log() {
        var all = new ArrayList<>(log);
        all.addAll(process.output());
        return all;
    }

    @Override
    public void close() {
        process.close();
        line.close();
    }
}
