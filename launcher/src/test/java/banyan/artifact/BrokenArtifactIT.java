package banyan.artifact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An incomplete or damaged artifact names the part that is missing or damaged. */
@Execution(ExecutionMode.CONCURRENT)
class BrokenArtifactIT {
    @TempDir
    private Path folder;

    private Artifact artifact = Artifact.built();

    @BeforeEach
    void copyArtifact() throws IOException {
        artifact = Artifact.built().copyTo(folder.resolve("copy"));
    }

    private Refusal start(Artifact.Way way) throws Exception {
        var options = BoardProcess.withDefaults(folder.resolve("data"));
        return Refusal.of(artifact.command(way, List.of(), options), Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"lib", "modules"})
    void namesAMissingFolder(String name) throws Exception {
        Files.move(artifact.home().resolve(name), folder.resolve("elsewhere"));
        start(Artifact.Way.JAR).assertPrints(1, artifact.home().resolve(name) + " is missing");
        if (name.equals("modules")) {
            start(Artifact.Way.MODULE_PATH).assertPrints(1, artifact.modules() + " is missing");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lib/jdbi3-core", "modules/banyan-posts"})
    void namesADamagedJar(String start) throws Exception {
        var jar = jar(start);
        var whole = Files.readAllBytes(jar);
        var garbage = new byte[5_000];
        new Random(1).nextBytes(garbage);
        for (var bytes : List.of(Arrays.copyOf(whole, whole.length / 2), garbage, new byte[0])) {
            Files.write(jar, bytes);
            start(Artifact.Way.JAR).assertPrints(1, jar + " is damaged");
        }
        if (start.startsWith("modules")) {
            start(Artifact.Way.MODULE_PATH).assertPrints(1, jar + " is damaged");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lib/h2", "lib/jackson-module", "lib/geantyref"})
    void reportsAMissingJar(String start) throws Exception {
        Files.delete(jar(start));
        start(Artifact.Way.JAR).assertPrints(1, "a jar of " + artifact.lib() + " is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lib/h2", "lib/jackson-core"})
    void reportsADuplicateJar(String start) throws Exception {
        var other = artifact.lib().resolve("another-0.9.jar");
        Files.copy(jar(start), other);
        start(Artifact.Way.JAR)
                .assertPrints(
                        1,
                        "a jar of " + artifact.lib() + " is missing, or there twice",
                        other.getFileName().toString());
    }

    @Test
    void reportsAnEmptyModulesFolder() throws Exception {
        try (var jars = Files.list(artifact.modules())) {
            for (var jar : jars.toList()) {
                Files.delete(jar);
            }
        }
        start(Artifact.Way.JAR).assertPrints(1, "no module in " + artifact.modules());
    }

    private Path jar(String start) throws IOException {
        try (var files = Files.walk(artifact.home())) {
            return files.filter(file -> artifact.home()
                                    .relativize(file)
                                    .toString()
                                    .startsWith(start + "-")
                            || artifact.home().relativize(file).toString().equals(start + ".jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
