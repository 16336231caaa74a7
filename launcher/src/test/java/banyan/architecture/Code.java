package banyan.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The compiled classes of core, of every module, and of the launcher. */
final class Code {
    private static final Path PARTS = Path.of("..").toAbsolutePath().normalize();

    private Code() {}

    static JavaClasses asBuilt() {
        return new ClassFileImporter().importPaths(folders());
    }

    /** Returns the compiled classes together with planted ones. */
    static JavaClasses with(Path planted) {
        var all = new ArrayList<>(folders());
        all.add(planted);
        return new ClassFileImporter().importPaths(all);
    }

    /** Returns the folders of core, the launcher and each {@code module-…}, so a new module is included. */
    static List<Path> folders() {
        return Stream.concat(Stream.of("core", "launcher"), modules())
                .map(part -> PARTS.resolve(part).resolve("target/classes"))
                .filter(Files::isDirectory)
                .toList();
    }

    /** Returns a class loader for the classes of each part. */
    static ClassLoader loader() {
        return new URLClassLoader(folders().stream().map(Code::url).toArray(URL[]::new), Code.class.getClassLoader());
    }

    private static URL url(Path folder) {
        try {
            return folder.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> modules() {
        try (var parts = Files.list(PARTS)) {
            return parts
                    .map(part -> part.getFileName().toString())
                    .filter(name -> name.startsWith("module-"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
