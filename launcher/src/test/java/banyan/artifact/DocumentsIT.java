package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.artifact.Document.Step;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Every command in a document works and prints the output that the document shows. Only the ports differ. */
@Execution(ExecutionMode.CONCURRENT)
class DocumentsIT {
    private static final String POSTGRESQL = "5432";
    private static final Pattern STORE_ID = Pattern.compile("\"storeId\":\"[^\"]+\"");

    private final Map<String, String> ports = new TreeMap<>();

    DocumentsIT() throws Exception {
        for (int number = 0; number < 5; number++) {
            ports.put("300" + number, Integer.toString(Roots.free()));
            ports.put("390" + number, Integer.toString(Roots.free()));
        }
    }

    @Test
    void readme(@TempDir Path folder) throws Exception {
        followWithArtifact("README.md", folder);
    }

    @Test
    void gettingStarted(@TempDir Path folder) throws Exception {
        followWithArtifact("docs/getting-started.md", folder);
    }

    @Test
    void moving(@TempDir Path folder) throws Exception {
        try (var server = EmbeddedPostgres.start()) {
            ModuleRoles.execute(server, "CREATE ROLE board LOGIN PASSWORD 'board'");
            for (var database : List.of("board", "one", "two")) {
                ModuleRoles.execute(server, "CREATE DATABASE " + database + " OWNER board");
            }
            ports.put(POSTGRESQL, Integer.toString(server.getPort()));
            var target = Files.createDirectories(folder.resolve("launcher/target"));
            Files.copy(archive(), target.resolve(archive().getFileName()));
            follow(Document.read("docs/moving.md"), folder);
        }
    }

    @Test
    void promises(@TempDir Path folder) throws Exception {
        followWithArtifact("docs/promises.md", folder);
    }

    /** With a board that runs meanwhile, on its default folder. */
    @Test
    void incrementalExports(@TempDir Path folder) throws Exception {
        Artifact.built().copyTo(folder);
        var start = new Step("java -jar launcher.jar --modules=posts\n", "");
        var commands = Document.read("docs/running.md").steps();
        assertThat(commands)
                .singleElement()
                .satisfies(step -> assertThat(step.commands()).contains("--since"));
        follow(new Document(List.of(start, commands.get(0))).afterBuild(), folder);
        assertThat(folder.resolve("restored/posts.mv.db")).exists();
    }

    /** It also runs the build that the other documents begin with. */
    @Test
    void tutorialOnALaptopAndThenAnEditedLine(@TempDir Path folder) throws Exception {
        Sources.copyTo(folder);
        follow(Document.read("docs/tutorial.md"), folder);
        runAgain(folder);
    }

    /** In the clone that the tutorial has built, one command builds the edited module and restarts the board on its data. */
    @SuppressWarnings("try") // the board is stopped, and nothing else
    private void runAgain(Path folder) throws Exception {
        var resource = folder.resolve("module-posts/src/main/java/banyan/posts/PostsResource.java");
        var rerun = "dev/rerun posts --modules=posts --port=%s --admin-port=%s"
                .formatted(ports.get("3000"), ports.get("3900"));
        var get = "curl -sS -i http://localhost:" + ports.get("3000") + "/api/posts/";
        try (var shell = new Shell(folder, environment());
                AutoCloseable board = () -> shell.run("failed=0; dev/rerun --stop")) {
            shell.run(rerun);
            var before = storeId(shell.run(get + "contract"));
            Files.writeString(resource, Files.readString(resource).replace("\"in-thread/", "\"of-thread/"));
            shell.run(rerun);
            assertThat(shell.run(get + "of-thread/1")).contains("lich");
            assertThat(storeId(shell.run(get + "contract"))).isEqualTo(before);
        }
    }

    private static String storeId(String response) {
        assertThat(response).containsPattern(STORE_ID);
        return STORE_ID.matcher(response).results().findFirst().orElseThrow().group();
    }

    private static Path archive() throws IOException {
        try (var archives = Files.newDirectoryStream(Artifact.built().home(), "banyan-*.tar.gz")) {
            return archives.iterator().next();
        }
    }

    private void followWithArtifact(String name, Path folder) throws Exception {
        Artifact.built().copyTo(folder.resolve("launcher/target"));
        follow(Document.read(name).afterBuild(), folder);
    }

    private void follow(Document document, Path folder) throws Exception {
        assertThat(document.steps()).isNotEmpty();
        try (var shell = new Shell(folder, environment())) {
            for (var step : document.steps()) {
                var here = new Step(withPorts(step.commands()), withPorts(step.output()));
                var printed = shell.run(here.commands());
                assertThat(here.prints(printed))
                        .as("%s%nprinted:%n%s%nand not:%n%s", here.commands(), printed, here.output())
                        .isTrue();
            }
        }
    }

    private Map<String, String> environment() {
        var java = System.getProperty("java.home");
        var maven = System.getProperty("maven.home");
        return Map.of(
                "JAVA_HOME",
                java,
                "PATH",
                java + "/bin:" + maven + "/bin:" + System.getenv("PATH"),
                "MAVEN_OPTS",
                "-Dmaven.repo.local=" + System.getProperty("maven.repo.local"),
                "JDK_JAVA_OPTIONS",
                String.join(" ", Artifact.BRIEF),
                "BANYAN_BIND",
                "127.0.0.1",
                "BANYAN_PORT",
                ports.get("3000"),
                "BANYAN_ADMIN_PORT",
                ports.get("3900"));
    }

    private String withPorts(String text) {
        var here = text;
        for (var port : ports.entrySet()) {
            here = here.replace("localhost:" + port.getKey(), "localhost:" + port.getValue())
                    .replace("port=" + port.getKey(), "port=" + port.getValue())
                    .replace("grep -c " + port.getKey(), "grep -c " + port.getValue());
        }
        return here;
    }
}
