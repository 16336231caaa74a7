package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A running board continues when a build replaces its jars. */
class RebuiltArtifactIT {
    @ParameterizedTest
    @EnumSource
    void servesResourcesThatItHasNotServedBefore(Artifact.Way way, @TempDir Path folder) throws Exception {
        var artifact = Artifact.built().copyTo(folder.resolve("artifact"));
        try (var roots = new Roots(folder);
                var board = BoardProcess.start(artifact, way, List.of(), folder.resolve("data"), "--modules=all")) {
            var other = roots.start(Roots.free(), "--modules=posts");
            var jars = jars(artifact.lib());
            Eventually.holds(() -> new LiveProcess(board.pid()).files().containsAll(jars));
            replaceJars(artifact);
            assertThat(Person.register(board, "prismo").statusCode()).isEqualTo(201);
            var prismo = Person.signIn(board, "prismo");
            assertThat(prismo.send("POST", "/api/threads", "{\"title\":\"Wishes\"}")
                            .statusCode())
                    .isEqualTo(201);
            assertThat(prismo.send("POST", "/api/posts", "{\"thread\":101,\"text\":\"One.\"}")
                            .statusCode())
                    .isEqualTo(201);
            for (var path :
                    List.of("/api/posts/openapi.json", "/api/users/keys", "/api/threads?limit=2&order=active")) {
                assertThat(board.get(path).statusCode()).as(path).isEqualTo(200);
            }
            for (var path : List.of("/metrics", "/modules", "/config", "/slots")) {
                assertThat(board.admin(path).statusCode()).as(path).isEqualTo(200);
            }
            assertThat(Roots.move(board, "mirror", Roots.address(other))).startsWith("200 ");
            assertThat(Roots.command(board, "export", "posts")).startsWith("0 ").contains("One.");
            assertThat(board.raw("GET / HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 400 ");
            board.terminate();
            assertThat(board.exitCode()).as("%s", board.output()).isZero();
            assertThat(board.output()).noneMatch(line -> line.contains("Exception") || line.contains("Error:"));
        }
    }

    private static List<String> jars(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** Replaces the files as a build does. The new files are not jars. */
    private static void replaceJars(Artifact artifact) throws IOException {
        try (var files = Files.walk(artifact.home())) {
            for (var jar :
                    files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                Files.delete(jar);
                Files.write(jar, "another build".repeat(10_000).getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
