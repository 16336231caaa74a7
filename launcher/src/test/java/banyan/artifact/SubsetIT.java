package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** For every choice of modules, exactly these modules are loaded, opened and served. */
@Execution(ExecutionMode.CONCURRENT)
class SubsetIT {
    private static final List<String> ALL = List.of("posts", "threads", "users");

    @TempDir
    private Path data;

    /** Starts all on the module path, and some with {@code java -jar}; a campaign starts all in both ways. */
    static Stream<Arguments> choices() {
        var some = List.of("none", "posts", "threads,users");
        return Stream.of("none", "posts", "threads", "users", "posts,threads", "posts,users", "threads,users", "all")
                .flatMap(choice -> Arrays.stream(Artifact.Way.values())
                        .filter(way -> way == Artifact.Way.MODULE_PATH
                                || some.contains(choice)
                                || Boolean.getBoolean("banyan.campaign"))
                        .map(way -> Arguments.of(choice, way)));
    }

    @ParameterizedTest
    @MethodSource("choices")
    void isAllThatIsLoadedOpenedAndServed(String choice, Artifact.Way way) throws Exception {
        try (var board = start(way, "--modules=" + choice)) {
            for (var module : ALL) {
                assertServed(board, module, selected(choice).contains(module));
                assertShown(board, module, selected(choice).contains(module));
            }
            assertThat(board.get("/").body()).isEqualTo("Ready to receive requests");
            assertThat(board.get("/api").body()).isEqualTo("API ready to receive requests");
            assertHeld(board, selected(choice));
            assertThat(databases()).isEqualTo(named(selected(choice), "", ".mv.db"));
        }
    }

    private BoardProcess start(Artifact.Way way, String... options) throws Exception {
        return way == Artifact.Way.JAR
                ? BoardProcess.start(Artifact.built(), way, List.of(), data, options)
                : BoardProcess.start(data, options);
    }

    @Test
    void opensNoDataOfOtherModules() throws Exception {
        try (var board = BoardProcess.start(data)) {
            board.terminate();
            assertThat(board.exitCode()).isZero();
        }
        var users = Files.readAllBytes(data.resolve("users.mv.db"));
        var threads = Files.readAllBytes(data.resolve("threads.mv.db"));
        try (var board = BoardProcess.start(data, "--modules=posts")) {
            assertHeld(board, List.of("posts"));
            board.terminate();
            assertThat(board.exitCode()).isZero();
        }
        assertThat(data.resolve("users.mv.db")).hasBinaryContent(users);
        assertThat(data.resolve("threads.mv.db")).hasBinaryContent(threads);
    }

    private static void assertServed(BoardProcess board, String module, boolean hosted) throws Exception {
        var paths = module.equals("posts") ? List.of("", "/in-thread/1", "/by-user/3") : List.of("", "/3");
        for (var path : paths) {
            var response = board.get("/api/" + module + path);
            if (hosted) {
                assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            } else {
                assertThat(response.statusCode()).isEqualTo(404);
                assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
                assertThat(json(response.body()).path("detail").asText())
                        .startsWith("The module " + module + " is not hosted here;");
            }
        }
    }

    private static void assertShown(BoardProcess board, String module, boolean hosted) throws Exception {
        JsonNode shown = null;
        for (var row : json(board.admin("/modules").body())) {
            shown = row.path("module").asText().equals(module) ? row : shown;
        }
        assertThat(shown).as(module).isNotNull();
        assertThat(shown.path("jpmsModule").asText()).isEqualTo("banyan." + module);
        if (hosted) {
            assertThat(shown.path("location").asText()).isEqualTo("here");
            assertThat(shown.path("state").asText()).isEqualTo("open");
            assertThat(shown.path("layer").asText()).isEqualTo("banyan." + module);
            assertThat(shown.path("resolved").toString()).isEqualTo("[\"banyan." + module + "\"]");
            assertThat(shown.path("startMs").asLong()).isPositive();
            assertThat(shown.path("storeId").asText()).hasSize(36);
        } else {
            assertThat(shown.path("location").asText()).isEqualTo("vacant");
            assertThat(shown.size()).isEqualTo(3);
        }
    }

    /** Compares classes, jars and databases of the modules. */
    private static void assertHeld(BoardProcess board, List<String> modules) throws Exception {
        var process = new LiveProcess(board.pid());
        assertThat(process.modulesWithClasses()).containsExactlyElementsOf(modules);
        var files = new TreeSet<>(process.files());
        files.removeIf(file -> !file.endsWith(".mv.db"));
        assertThat(files).isEqualTo(named(modules, "", ".mv.db"));
        var jars = new TreeSet<>(process.files());
        jars.retainAll(named(ALL, "banyan-", ".jar"));
        assertThat(jars).isEqualTo(named(modules, "banyan-", ".jar"));
    }

    private static List<String> selected(String choice) {
        return switch (choice) {
            case "all" -> ALL;
            case "none" -> List.of();
            default -> List.of(choice.split(","));
        };
    }

    private TreeSet<String> databases() throws Exception {
        try (var files = Files.list(data)) {
            return new TreeSet<>(
                    files.map(file -> file.getFileName().toString()).toList());
        }
    }

    private static TreeSet<String> named(List<String> modules, String before, String after) {
        return new TreeSet<>(
                modules.stream().map(module -> before + module + after).toList());
    }

    private static JsonNode json(String text) throws Exception {
        return new JsonMapper().readTree(text);
    }
}
