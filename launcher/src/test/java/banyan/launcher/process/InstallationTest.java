package banyan.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the faults that are found in the folder of the artifact. */
class InstallationTest {
    @TempDir
    private Path folder;

    private Installation home = new Installation(Path.of("launcher.jar"));

    @BeforeEach
    void createInstallation() throws IOException {
        home = new Installation(folder.resolve("launcher.jar"));
        writeJar(Files.createDirectories(home.lib()).resolve("a.jar"));
        writeJar(Files.createDirectories(home.modules()).resolve("b.jar"));
    }

    @Test
    void isComplete() {
        assertThat(home.fault()).isEmpty();
    }

    @Test
    void ignoresFilesThatAreNoJars() throws IOException {
        Files.writeString(home.lib().resolve("notes.txt"), "not a jar");
        assertThat(home.fault()).isEmpty();
    }

    @Test
    void lacksAFolder() throws IOException {
        Files.delete(home.modules().resolve("b.jar"));
        Files.delete(home.modules());
        assertThat(home.fault().orElseThrow()).startsWith(home.modules() + " is missing");
    }

    @Test
    void hasAnEmptyJar() throws IOException {
        Files.write(home.lib().resolve("a.jar"), new byte[0]);
        assertThat(home.fault().orElseThrow()).startsWith(home.lib().resolve("a.jar") + " is damaged");
    }

    @Test
    void hasATruncatedJar() throws IOException {
        var jar = home.modules().resolve("b.jar");
        var bytes = Files.readAllBytes(jar);
        Files.write(jar, Arrays.copyOf(bytes, bytes.length / 2));
        assertThat(home.fault().orElseThrow()).startsWith(jar + " is damaged");
    }

    @Test
    void hasAJarWithZeros() throws IOException {
        var jar = home.modules().resolve("b.jar");
        var bytes = Files.readAllBytes(jar);
        Arrays.fill(bytes, bytes.length / 3, bytes.length / 2, (byte) 0);
        Files.write(jar, bytes);
        assertThat(home.fault().orElseThrow()).startsWith(jar + " is damaged");
    }

    private static void writeJar(Path jar) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("content"));
            var bytes = new byte[10_000];
            new Random(1).nextBytes(bytes);
            zip.write(bytes);
            zip.closeEntry();
        }
    }
}
