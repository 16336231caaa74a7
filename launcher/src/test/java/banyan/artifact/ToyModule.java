package banyan.artifact;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * A foreign module for one test, compiled from sources against an artifact and packed into it.
 *
 * @param folder contains its sources and classes; the jar has its name
 */
record ToyModule(Path folder) {
    private static final Path KEPT = Path.of("src/test/resources/toys");

    /** Returns one of the modules in the test sources, to be built in this folder. */
    static ToyModule kept(String name, Path folder) throws IOException {
        var toy = new ToyModule(folder.resolve(name));
        Artifact.copy(KEPT.resolve(name), toy.sources());
        return toy;
    }

    /** Adds a file to the sources: Java, or a resource for the jar. */
    ToyModule with(String file, String content) throws IOException {
        var path = sources().resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
        return this;
    }

    /** Returns the errors of javac as keys, which do not depend on the language; empty if there are none. */
    String compile(Artifact artifact) throws IOException {
        var modulePath = Stream.of(artifact.home().resolve("launcher.jar"), artifact.lib(), artifact.modules())
                .map(Path::toString)
                .toList();
        var options = Stream.of(
                "--release",
                "17",
                "-proc:none",
                "-XDrawDiagnostics",
                "-d",
                classes().toString());
        var path = Stream.of("-p", String.join(":", modulePath));
        return run("javac", Stream.of(options, path, sources("*.java")).flatMap(part -> part));
    }

    /** Packs its jar into the modules folder of the artifact. */
    void addTo(Artifact artifact) throws IOException {
        refuse(compile(artifact));
        for (var resource : sources("*.{sql,json}").map(Path::of).toList()) {
            var target = classes().resolve(sources().relativize(resource));
            Files.createDirectories(target.getParent());
            Files.copy(resource, target);
        }
        // With entries for folders, which Flyway lists.
        var jar = artifact.modules().resolve(folder.getFileName() + ".jar").toString();
        refuse(run("jar", Stream.of("-c", "-f", jar, "-C", classes().toString(), ".")));
    }

    private Path sources() {
        return folder.resolve("sources");
    }

    private Path classes() {
        return folder.resolve("classes");
    }

    private Stream<String> sources(String kind) throws IOException {
        var matcher = sources().getFileSystem().getPathMatcher("glob:" + kind);
        try (var files = Files.walk(sources())) {
            var found =
                    files.filter(file -> matcher.matches(file.getFileName())).map(Path::toString);
            return found.toList().stream();
        }
    }

    private static String run(String tool, Stream<String> arguments) {
        var output = new StringWriter();
        var writer = new PrintWriter(output);
        int code = ToolProvider.findFirst(tool).orElseThrow().run(writer, writer, arguments.toArray(String[]::new));
        return code == 0 ? "" : output.toString();
    }

    private static void refuse(String objection) {
        if (!objection.isEmpty()) {
            throw new IllegalArgumentException(objection);
        }
    }
}
