package banyan.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every rule reports violations: classes that break it are compiled, added to those of the board, and found by name.
 */
class PlantedViolationsTest {
    private static final Path VIOLATIONS = Path.of("src/test/resources/violations");

    @ParameterizedTest
    @EnumSource
    void isReported(Rule rule, @TempDir Path planted) throws IOException {
        var sources = sources(rule);
        compile(sources, planted);
        var result = rule.over(Code.with(planted));
        assertThat(result.hasViolation()).isTrue();
        assertThat(result.getFailureReport().toString()).contains(names(sources));
    }

    @Test
    void belongToAnExistingRule() throws IOException {
        try (var folders = Files.list(VIOLATIONS)) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            Arrays.stream(Rule.values()).map(Rule::folder).toList());
        }
    }

    private static List<Path> sources(Rule rule) throws IOException {
        try (var files = Files.walk(VIOLATIONS.resolve(rule.folder()))) {
            var sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            assertThat(sources).as("reported violations").isNotEmpty();
            return sources;
        }
    }

    /** Compiles on the class path, where the module system rejects nothing. */
    private static void compile(List<Path> sources, Path folder) {
        var classPath = Stream.concat(
                        Code.folders().stream().map(Path::toString), Stream.of(System.getProperty("java.class.path")))
                .collect(Collectors.joining(File.pathSeparator));
        var arguments = Stream.concat(
                Stream.of("--release", "17", "-proc:none", "-cp", classPath, "-d", folder.toString()),
                sources.stream().map(Path::toString));
        int code = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(System.out, System.err, arguments.toArray(String[]::new));
        assertThat(code).as("compiles").isZero();
    }

    private static List<String> names(List<Path> sources) {
        return sources.stream()
                .map(source -> VIOLATIONS.relativize(source))
                .map(source -> source.subpath(1, source.getNameCount()).toString())
                .map(file -> file.replace(".java", "").replace('/', '.'))
                .toList();
    }
}
