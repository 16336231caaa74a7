package banyan.artifact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A folder with {@code launcher.jar}, {@code lib/}, {@code modules/} and {@code bin/}, and how it is started. */
record Artifact(Path home) {
    enum Way {
        /** {@code java -jar launcher.jar} */
        JAR,
        /** {@code java -p launcher.jar:lib -m banyan.launcher} */
        MODULE_PATH
    }

    /** What a JVM that lives for seconds is best started with: half the work of a start. A campaign starts it plainly. */
    private static final List<String> BRIEF =
            Boolean.getBoolean("banyan.campaign") ? List.of() : List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    /** Takes that back where memory is looked at. */
    static final List<String> PLAIN = List.of("-XX:TieredStopAtLevel=4", "-XX:-UseSerialGC", "-XX:+UseG1GC");

    /** As the build has just packed it. */
    static Artifact built() {
        var home = Path.of("target").toAbsolutePath();
        if (!Files.exists(home.resolve("launcher.jar"))) {
            throw new IllegalStateException("there is no " + home + "/launcher.jar: run these tests with mvn verify");
        }
        return new Artifact(home);
    }

    /** A copy to do harm to. */
    Artifact copyTo(Path folder) throws IOException {
        for (var part : List.of("launcher.jar", "lib", "modules", "bin")) {
            copy(home.resolve(part), folder.resolve(part));
        }
        return new Artifact(folder);
    }

    /** The command that starts it on the JDK that runs this test. */
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
