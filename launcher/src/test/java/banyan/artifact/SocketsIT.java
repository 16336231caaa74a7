package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Modules in one process call each other without a network. */
class SocketsIT {
    @TempDir
    private Path scratch;

    @Test
    void areNotOpenedForAModuleInTheSameProcess() throws Exception {
        try (var board = start(scratch.resolve("whole"), "--modules=all")) {
            var address = Roots.address(board);
            assertThat(new Script(module -> address).play()).isNotEmpty();
            assertThat(board.output()).doesNotContain(CountingSockets.OPENED);
        }
    }

    /** Proves that the test would notice a socket. */
    @Test
    void areOpenedForAModuleInAnotherProcess() throws Exception {
        try (var posts = start(scratch.resolve("posts"), "--modules=posts");
                var board = start(
                        scratch.resolve("rest"), "--modules=users,threads", "--remote=posts=" + Roots.address(posts))) {
            assertThat(board.get("/api/posts/1").statusCode()).isEqualTo(200);
            assertThat(board.output()).contains(CountingSockets.OPENED);
        }
    }

    private static BoardProcess start(Path data, String... options) throws Exception {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(Artifact.BRIEF);
        command.addAll(List.of(
                "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED",
                "-Djava.nio.channels.spi.SelectorProvider=" + CountingSockets.class.getName(),
                "-cp",
                Artifact.built().home().resolve("launcher.jar") + ":" + Path.of("target", "test-classes"),
                "banyan.launcher.Bootstrap"));
        command.addAll(List.of(BoardProcess.withDefaults(data, options)));
        var board = BoardProcess.launch(command);
        board.awaitReady();
        return board;
    }
}
