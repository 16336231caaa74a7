package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A board that cannot load exactly the requested modules does not start: exit code 1, and one line names the module.
 */
@Execution(ExecutionMode.CONCURRENT)
class RefusedModulesIT {
    private static final String OPENS_NOTHING = "return new Hosted(Set.of(), Map.of(), Optional.empty());";

    @TempDir
    private Path scratch;

    private Artifact artifact;

    @BeforeEach
    void copyArtifact() throws IOException {
        artifact = Artifact.built().copyTo(scratch.resolve("board"));
    }

    @ParameterizedTest
    @EnumSource
    void aModuleThatRequiresAnother(Artifact.Way way) throws Exception {
        toy("spy", "requires banyan.posts;", OPENS_NOTHING).addTo(artifact);
        assertRefused(way, "spy", "banyan: banyan.spy requires banyan.posts: modules meet only in core");
    }

    @Test
    void aModuleThatRequiresAnExportingModule() throws Exception {
        toy("host", "exports banyan.host;", OPENS_NOTHING).addTo(artifact);
        toy("guest", "requires banyan.host;", "new banyan.host.HostModule(); " + OPENS_NOTHING)
                .addTo(artifact);
        assertRefused(
                Artifact.Way.JAR, "guest", "banyan: banyan.guest requires banyan.host: modules meet only in core");
    }

    @Test
    void aModuleThatRequiresAMissingModule() throws Exception {
        toy("host", "exports banyan.host;", OPENS_NOTHING).addTo(artifact);
        toy("guest", "requires banyan.host;", OPENS_NOTHING).addTo(artifact);
        Files.delete(artifact.modules().resolve("host.jar"));
        assertRefused(
                Artifact.Way.JAR,
                "guest",
                "banyan: banyan.guest cannot be loaded: Module banyan.host not found, required by banyan.guest");
    }

    @Test
    void aModuleWithThePathOfAnother() throws Exception {
        var port = """
                record Other() implements Users {
                    public Optional<banyan.core.users.UserView> find(long id) { return Optional.empty(); }
                    public boolean moderates(long id) { return false; }
                    public java.util.List<banyan.core.users.TokenKey> keys() { return java.util.List.of(); }
                    public banyan.core.Lineage lineage() { throw new UnsupportedOperationException(); }
                    public banyan.core.Feed feed() { throw new UnsupportedOperationException(); }
                }
                return new Hosted(Set.of(), Map.of(Users.class, new Other()), Optional.empty());
                """;
        toy("x", "", port).addTo(artifact);
        assertRefused(
                Artifact.Way.JAR,
                "users,x",
                "banyan: banyan.users and banyan.x both provide the port Users: host only one of them");
    }

    @ParameterizedTest
    @EnumSource
    void aModuleWhoseProviderFails(Artifact.Way way) throws Exception {
        toy("weak", "", OPENS_NOTHING).with("banyan/weak/WeakModule.java", """
                        package banyan.weak;
                        public class WeakModule implements banyan.core.BoardModule {
                            public WeakModule() {
                                throw new IllegalStateException("too weak");
                            }
                            public banyan.core.Hosted open(banyan.core.ModuleContext context) {
                                return null;
                            }
                        }
                        """).addTo(artifact);
        assertRefused(way, "weak", "banyan: banyan.weak cannot be opened: java.lang.IllegalStateException: too weak");
    }

    @Test
    void aJarWithoutModuleInfo() throws Exception {
        toy("plain", "", OPENS_NOTHING).addTo(artifact);
        try (var jar = FileSystems.newFileSystem(artifact.modules().resolve("plain.jar"))) {
            Files.delete(jar.getPath("module-info.class"));
            Files.createDirectories(jar.getPath("META-INF/services"));
            Files.writeString(jar.getPath("META-INF/services/banyan.core.BoardModule"), "banyan.plain.PlainModule");
        }
        assertRefused(
                Artifact.Way.JAR,
                "posts",
                "banyan: " + artifact.modules().resolve("plain.jar") + " is no JPMS module: it needs a module-info");
    }

    @ParameterizedTest
    @EnumSource
    void aModuleAmongTheLibraries(Artifact.Way way) throws Exception {
        var jar = "banyan-posts.jar";
        Files.move(artifact.modules().resolve(jar), artifact.lib().resolve(jar));
        assertRefused(way, "users", among("banyan.posts"));
    }

    @Test
    void modulesOnTheModulePath() throws Exception {
        var command = new ArrayList<>(command(Artifact.Way.MODULE_PATH, "none"));
        command.replaceAll(word -> word.endsWith(":" + artifact.lib()) ? word + ":" + artifact.modules() : word);
        assertThat(refusal(command)).isEqualTo(among("banyan.posts, banyan.threads, banyan.users"));
    }

    @Test
    void twoModulesOfOneName() throws Exception {
        Files.copy(
                artifact.modules().resolve("banyan-users.jar"),
                artifact.modules().resolve("banyan-users-old.jar"));
        assertThat(refusal(command(Artifact.Way.JAR, "posts")))
                .contains("banyan.users", "banyan-users.jar", "banyan-users-old.jar");
    }

    @Test
    void twoModulesOfOnePath() throws Exception {
        toy("toy.posts", "", OPENS_NOTHING).addTo(artifact);
        assertThat(refusal(command(Artifact.Way.JAR, "users")))
                .contains("banyan.posts", "banyan.toy.posts", "would have the same path");
    }

    private static String among(String modules) {
        return "banyan: " + modules
                + " would be loaded unasked: a module's jar stands in modules/ alone, and on no path";
    }

    /** A minimal module of the board. */
    private ToyModule toy(String name, String directives, String open) throws IOException {
        var last = name.substring(name.lastIndexOf('.') + 1);
        var type = last.substring(0, 1).toUpperCase(Locale.ROOT) + last.substring(1) + "Module";
        var module = "banyan." + name;
        return new ToyModule(scratch.resolve(name))
                .with("module-info.java", """
                        module %s {
                            requires banyan.core;
                            %s
                            provides banyan.core.BoardModule with %s.%s;
                        }
                        """.formatted(module, directives, module, type))
                .with(module.replace('.', '/') + "/" + type + ".java", """
                        package %s;
                        import banyan.core.*;
                        import banyan.core.users.*;
                        import java.util.*;
                        public class %s implements BoardModule {
                            public Hosted open(ModuleContext context) { %s }
                        }
                        """.formatted(module, type, open));
    }

    private List<String> command(Artifact.Way way, String modules) {
        var options = BoardProcess.withDefaults(scratch.resolve("data"), "--modules=" + modules);
        return artifact.command(way, List.of(), options);
    }

    private void assertRefused(Artifact.Way way, String modules, String line) throws Exception {
        assertThat(refusal(command(way, modules))).isEqualTo(line);
    }

    /** Returns the last line, the only one that is no log line. */
    private static String refusal(List<String> command) throws Exception {
        try (var board = BoardProcess.launch(command)) {
            assertThat(board.exitCode()).as("exit code").isEqualTo(1);
            assertThat(board.output())
                    .filteredOn(line -> !line.contains(" INFO "))
                    .singleElement()
                    .isEqualTo(board.output().get(board.output().size() - 1));
            return board.output().get(board.output().size() - 1);
        }
    }
}
