package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A module that the launcher does not know needs only its jar in the modules folder. */
class FourthModuleIT {
    private static Artifact artifact;

    @TempDir
    private Path scratch;

    @BeforeAll
    static void addPollsModule(@TempDir Path scratch) throws IOException {
        artifact = Artifact.built().copyTo(scratch.resolve("board"));
        ToyModule.kept("polls", scratch).addTo(artifact);
    }

    @Test
    void isListed() throws Exception {
        try (var board = BoardProcess.launch(artifact.command(Artifact.Way.JAR, List.of(), "--list-modules"))) {
            assertThat(board.exitCode()).isZero();
            assertThat(board.output()).containsExactly("polls", "posts", "threads", "users");
        }
    }

    @ParameterizedTest
    @EnumSource
    void isServedWithTheOtherModules(Artifact.Way way) throws Exception {
        try (var board = start(way, "all")) {
            assertThat(board.get("/api/polls").body())
                    .isEqualTo("[{\"id\":1,\"question\":\"Who brings the guitar?\",\"user\":3}]");
            assertThat(board.get("/api/polls/askers").body()).isEqualTo("[\"Bonnibel Bubblegum\"]");
            assertThat(board.get("/api/users/3").statusCode()).isEqualTo(200);
            assertThat(board.admin("/modules").body())
                    .contains(
                            "{\"module\":\"polls\",\"location\":\"here\",\"state\":\"open\",\"jpmsModule\":\"banyan.polls\"");
        }
    }

    @Test
    void isServedAlone() throws Exception {
        try (var board = start(Artifact.Way.JAR, "polls")) {
            assertThat(board.get("/api/polls").statusCode()).isEqualTo(200);
            assertThat(board.get("/api/users").statusCode()).isEqualTo(404);
            assertThat(new LiveProcess(board.pid()).modulesWithClasses()).containsExactly("polls");
            assertThat(scratch.resolve("data")).isDirectoryContaining("glob:**/polls.mv.db");
        }
    }

    @Test
    void offersItsCommandsWithAndWithoutARunningBoard() throws Exception {
        int port;
        try (var board = start(Artifact.Way.JAR, "polls")) {
            port = board.adminPort();
            assertThat(count(port)).isEqualTo("1 polls [count, now]\n");
            board.terminate();
            assertThat(board.exitCode()).isZero();
        }
        assertThat(count(port)).isEqualTo("1 polls [count, now]\n");
    }

    private String count(int port) throws Exception {
        var command = artifact.command(
                Artifact.Way.JAR,
                List.of(),
                "polls",
                "count",
                "now",
                "--admin-port=" + port,
                "--data=" + scratch.resolve("data"));
        var response = Refusal.of(command, Map.of());
        assertThat(response.code()).as(response.err()).isZero();
        return response.out();
    }

    @Test
    void namesAMissingModule() throws Exception {
        try (var board = start(Artifact.Way.JAR, "polls")) {
            var response = board.get("/api/polls/askers");
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(response.body())
                    .contains("\"type\":\"urn:banyan:problem:unavailable\"")
                    .contains("\"detail\":\"The module users is not hosted here, but this operation requires it.\"");
        }
    }

    @Test
    void isVacantWhereItIsNotHosted() throws Exception {
        try (var board = start(Artifact.Way.JAR, "users")) {
            assertThat(board.get("/api/polls").body()).contains("The module polls is not hosted here;");
            assertThat(board.admin("/modules").body())
                    .contains("{\"module\":\"polls\",\"location\":\"vacant\",\"jpmsModule\":\"banyan.polls\"}");
        }
    }

    private BoardProcess start(Artifact.Way way, String modules) throws Exception {
        return BoardProcess.start(artifact, way, List.of(), scratch.resolve("data"), "--modules=" + modules);
    }
}
