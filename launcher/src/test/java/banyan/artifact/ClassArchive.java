package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The classes of the packed artifact as the JVM keeps them in memory. A start that maps them needs a quarter less processor time
 * than one that reads the jars. The first test that starts a board makes the archive; later test runs use it until a jar changes.
 */
final class ClassArchive {
    /** The JVM would otherwise report which classes it cannot archive, and what it cannot take from an archive. */
    private static final String QUIET = "-Xlog:disable";

    private final Artifact artifact;
    private final Path file;

    ClassArchive(Artifact artifact) {
        this.artifact = artifact;
        file = artifact.home().resolve("classes-of-" + Runtime.version() + ".jsa");
    }

    /** Flags of a JVM that starts from the archive, on the module path. */
    List<String> flags() {
        synchronized (ClassArchive.class) {
            try {
                if (!isOfTheseJars()) {
                    make();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return List.of("-XX:SharedArchiveFile=" + file, "-Xshare:auto", QUIET);
    }

    private boolean isOfTheseJars() throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        var made = Files.getLastModifiedTime(file);
        try (var lib = Files.list(artifact.lib())) {
            for (var jar : Stream.concat(lib, Stream.of(artifact.launcher())).toList()) {
                if (Files.getLastModifiedTime(jar).compareTo(made) > 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private void make() throws IOException {
        var flags = List.of("-XX:ArchiveClassesAtExit=" + file, QUIET);
        var training = new ProcessBuilder(artifact.command(Artifact.Way.MODULE_PATH, flags, "--train"))
                .redirectErrorStream(true)
                .start();
        var output = new String(training.getInputStream().readAllBytes());
        assertThat(training.onExit().join().exitValue()).as(output).isZero();
    }
}
