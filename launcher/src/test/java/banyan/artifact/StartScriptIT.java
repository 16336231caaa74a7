package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The flags with which {@code bin/banyan} starts the JVM. In place of a JVM, a script prints its arguments. */
class StartScriptIT {
    private static final String HEAP = "-Xmx256m";
    private static final String SERIAL = "-XX:+UseSerialGC";
    private static final String YOUNG = "-XX:MaxNewSize=24m";

    @TempDir
    private Path home;

    @BeforeEach
    void writeJava() throws IOException {
        var java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void boundsTheHeap() throws Exception {
        assertThat(flags("")).contains(HEAP, SERIAL, YOUNG);
    }

    @Test
    void leavesTheHeapToTheOperator() throws Exception {
        assertThat(flags("-Xmx1g")).contains("-Xmx1g", SERIAL).doesNotContain(HEAP);
        assertThat(flags("-XX:MaxRAMPercentage=50")).contains(SERIAL).doesNotContain(HEAP);
        assertThat(flags("-XX:MaxHeapSize=1g")).doesNotContain(HEAP);
    }

    @Test
    void leavesTheCollectorToTheOperator() throws Exception {
        assertThat(flags("-XX:+UseG1GC")).contains("-XX:+UseG1GC", HEAP).doesNotContain(SERIAL, YOUNG);
    }

    @Test
    void passesTheOptionsOn() throws Exception {
        assertThat(flags("")).endsWith("-m", "banyan.launcher", "--modules=users,threads", "--data=a folder");
    }

    private List<String> flags(String options) throws Exception {
        var builder = new ProcessBuilder(
                        Artifact.built().home().resolve("bin/banyan").toString(),
                        "--modules=users,threads",
                        "--data=a folder")
                .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", home.toString());
        builder.environment().put("JAVA_OPTS", options);
        var script = builder.start();
        var output = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(script.waitFor()).as(output).isZero();
        return output.lines().toList();
    }
}
