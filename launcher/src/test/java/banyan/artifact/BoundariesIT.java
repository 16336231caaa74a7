package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The module system separates modules: at compile time, at run time, and when they are loaded. */
class BoundariesIT {
    @TempDir
    private Path scratch;

    @Nested
    class TheCompiler {
        @ParameterizedTest
        @CsvSource({"banyan.posts, PostStore", "banyan.users, UserStore", "banyan.threads, ThreadStore"})
        void rejectsAClassOfAnotherModuleWithoutRequires(String module, String type) throws Exception {
            assertThat(toy("requires banyan.core;", module + "." + type).compile(Artifact.built()))
                    .contains("compiler.err.package.not.visible: " + module)
                    .contains("does.not.read");
        }

        @ParameterizedTest
        @CsvSource({"banyan.posts, PostStore", "banyan.users, UserStore", "banyan.threads, ThreadStore"})
        void rejectsAClassOfAnotherModuleWithRequires(String module, String type) throws Exception {
            var requires = "requires banyan.core; requires " + module + ";";
            assertThat(toy(requires, module + "." + type).compile(Artifact.built()))
                    .contains("compiler.err.package.not.visible: " + module)
                    .contains("not.exported.to.module: " + module + ", " + module + ", banyan.toy");
        }

        @Test
        void acceptsAClassOfCore() throws Exception {
            assertThat(toy("requires banyan.core;", "banyan.core.posts.PostView")
                            .compile(Artifact.built()))
                    .isEmpty();
        }

        private ToyModule toy(String requires, String type) throws IOException {
            return new ToyModule(scratch.resolve("toy"))
                    .with("module-info.java", "module banyan.toy { " + requires + " }")
                    .with("banyan/toy/Toy.java", "package banyan.toy; class Toy { " + type + " other; }");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRunningModuleCannotReachAnotherModule(Artifact.Way way) throws Exception {
        var artifact = Artifact.built().copyTo(scratch.resolve("board"));
        ToyModule.kept("probe", scratch).addTo(artifact);
        try (var board = BoardProcess.start(artifact, way, List.of(), scratch.resolve("data"))) {
            assertAll(expected().entrySet().stream()
                    .map(attempt -> () -> assertThat(
                                    board.get("/api/probe/" + attempt.getKey()).body())
                            .as(attempt.getKey())
                            .isEqualTo(attempt.getValue())));
        }
    }

    private static Map<String, String> expected() {
        var expected = new LinkedHashMap<String, String>();
        expect(expected, "ClassNotFoundException", "class-by-own-loader", "class-by-context-loader");
        expect(expected, "ClassNotFoundException", "class-by-loader-of-core", "class-by-system-loader");
        expect(expected, "NoSuchElementException", "module-of-own-layer", "module-of-layer-below");
        expect(expected, "got [banyan.probe.ProbeModule]", "providers-of-own-layer");
        expect(expected, "got []", "providers-of-context-loader");
        expect(expected, "IllegalAccessException", "constructor-of-port", "accessor-of-port", "field-of-port");
        expect(expected, "IllegalAccessException", "component-of-port", "lookup-in-port");
        expect(expected, "IllegalAccessException", "store-by-loader-of-port", "entrance-by-loader-of-port");
        expect(expected, "InaccessibleObjectException", "constructor-of-port-opened", "accessor-of-port-opened");
        expect(expected, "InaccessibleObjectException", "field-of-port-opened");
        expect(expected, "IllegalCallerException", "module-of-port-opened", "module-of-port-exported");
        expect(expected, "InvalidDefinitionException", "port-as-json");
        expect(expected, "got class banyan.probe.Attempts", "own-class");
        expect(expected, "got Has anyone checked on the lich recently?", "port");
        return expected;
    }

    private static void expect(Map<String, String> expected, String outcome, String... attempts) {
        Stream.of(attempts).forEach(attempt -> expected.put(attempt, outcome));
    }
}
