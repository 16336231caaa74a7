package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/healthy} exits with 0 only for a board that is ready. */
class HealthyIT {
    @Test
    void exitsWith0OnlyIfTheBoardIsReady(@TempDir Path folder) throws Exception {
        try (var roots = new Roots(folder)) {
            int port = Roots.free();
            assertThat(healthy(port)).as("before it is there").isOne();
            var board = roots.start(port, "--modules=posts");
            assertThat(healthy(port)).as("ready").isZero();
            new LiveProcess(board.pid()).signal("STOP");
            assertThat(healthy(port)).as("held").isOne();
            new LiveProcess(board.pid()).signal("CONT");
            assertThat(healthy(port)).as("ready again").isZero();
            board.terminate();
            assertThat(board.exitCode()).isZero();
            assertThat(healthy(port)).as("gone").isOne();
        }
    }

    /** Port 3000 may be in use, so the test replaces it in the script. */
    @Test
    void ignoresAVariableOfKubernetesOrDocker(@TempDir Path folder) throws Exception {
        try (var roots = new Roots(folder)) {
            int port = Roots.free();
            roots.start(port, "--modules=none");
            var script = Files.readString(Artifact.built().home().resolve("bin/healthy"))
                    .replace("3000", Integer.toString(port));
            var copy = Files.writeString(folder.resolve("healthy"), script);
            var builder = new ProcessBuilder("bash", copy.toString());
            builder.environment().put("BANYAN_PORT", "tcp://10.43.161.118:3000");
            assertThat(builder.start().waitFor()).isZero();
        }
    }

    private static int healthy(int port) throws Exception {
        var builder = new ProcessBuilder(
                        List.of(Artifact.built().home().resolve("bin/healthy").toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("BANYAN_PORT", Integer.toString(port));
        return builder.start().waitFor();
    }
}
