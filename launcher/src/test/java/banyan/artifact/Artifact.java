package banyan.artifact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder with {@code launcher.jar}, {@code lib/}, {@code modules/} and {@code bin/}, and the command that starts it.
 */
record Artifact(Path home) {
    enum Way {
        /** {@code java -jar launcher.jar} */
        JAR,
        /** {@code java -p launcher.jar:lib -m banyan.launcher} */
        MODULE_PATH
    }

    private static final boolean CAMPAIGN = Boolean.getBoolean("banyan.campaign");

    /** JVM flags that halve the work of a start, for JVMs that live for seconds. A campaign starts without them. */
    static final List<String> BRIEF = CAMPAIGN
            ? List.of()
            : List.of("-XX:TieredStopAtLevel=1", "-XX:CompileThresholdScaling=3", "-XX:+UseSerialGC");

    /** Reverts these flags, for tests that measure memory. */
    static final List<String> PLAIN =
            List.of("-XX:TieredStopAtLevel=4", "-XX:CompileThresholdScaling=1", "-XX:-UseSerialGC", "-XX:+UseG1GC");

    /** Returns the artifact that the build has just packed. */
    static Artifact built() {
        var home = Path.of("target").toAbsolutePath();
        if (!Files.exists(home.resolve("launcher.jar"))) {
            throw new IllegalStateException("there is no " + home + "/launcher.jar: run these tests with mvn verify");
        }
        return new Artifact(home);
    }

    /** Returns a copy that a test may damage. */
    Artifact copyTo(Path folder) throws IOException {
        for (var part : List.of("launcher.jar", "lib", "modules", "bin")) {
            copy(home.resolve(part), folder.resolve(part));
        }
        return new Artifact(folder);
    }

    /**
     * Returns the command for a test in which the way of starting does not matter: from the class archive. A campaign starts with
     * {@code java -jar}.
     */
    List<String> command(String... options) {
        return CAMPAIGN
                ? command(Way.JAR, List.of(), options)
                : command(Way.MODULE_PATH, new ClassArchive(this).flags(), options);
    }

    /** Returns the command that starts the artifact on the JDK of this test. */
    List<String> command(Way way, List<String> jvmFlags, String... options) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(BRIEF);
        command.addAll(jvmFlags);
        command.addAll(
                switch (way) {
                    case JAR -> List.of("-jar", home.resolve("launcher.jar").toString());
                    case MODULE_PATH ->
                        List.of(
                                "-p",
                                home.resolve("launcher.jar") + ":" + home.resolve("lib"),
                                "-m",
                                "banyan.launcher");
                });
        command.addAll(List.of(options));
        return command;
    }

    Path launcher() {
        return home.resolve("launcher.jar");
    }

    Path modules() {
        return home.resolve("modules");
    }

    Path lib() {
        return home.resolve("lib");
    }

    static void copy(Path from, Path to) throws IOException {
        try (var paths = Files.walk(from)) {
            for (var path : paths.toList()) {
                Files.createDirectories(to.getParent());
                var target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }
}
