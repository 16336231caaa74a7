package banyan.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every rule reports violations: classes that break it are compiled, added to those of the board, and found by name.
 */
class PlantedViolationsTest {
    private static final Path VIOLATIONS = Path.of("src/test/resources/violations");

    private static JavaClasses board;

    @BeforeAll
    static void plant(@TempDir Path folder) throws IOException {
        var sources = new ArrayList<Path>();
        for (var rule : Rule.values()) {
            sources.addAll(sources(rule));
        }
        compile(sources, folder);
        board = Code.with(folder);
    }

    @ParameterizedTest
    @EnumSource
    void isReported(Rule rule) throws IOException {
        var result = rule.over(board.that(not(plantedFor(EnumSet.complementOf(EnumSet.of(rule))))));
        assertThat(result.hasViolation()).isTrue();
        assertThat(result.getFailureReport().toString()).contains(names(sources(rule)));
    }

    private static DescribedPredicate<JavaClass> plantedFor(Set<Rule> rules) throws IOException {
        var names = new HashSet<String>();
        for (var rule : rules) {
            names.addAll(names(sources(rule)));
        }
        return describe(
                "planted for other rules",
                type -> names.contains(Places.outermost(type).getName()));
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
