package banyan.copies;

import banyan.core.BoardModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleFinder;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/** The modules of this build, each from its compiled classes, so a new module is included. */
final class BuiltModules {
    private static final Path PARTS = Path.of("..").toAbsolutePath().normalize();

    private BuiltModules() {}

    /** Returns a new instance of each module, by its short name. */
    static SortedMap<String, BoardModule> create() {
        var modules = new TreeMap<String, BoardModule>();
        try (var parts = Files.newDirectoryStream(PARTS, "module-*")) {
            for (var part : parts) {
                add(part.resolve("target/classes"), modules);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return modules;
    }

    private static void add(Path classes, SortedMap<String, BoardModule> modules) {
        for (var found : ModuleFinder.of(classes).findAll()) {
            var descriptor = found.descriptor();
            var name = descriptor.name().substring(descriptor.name().lastIndexOf('.') + 1);
            descriptor.provides().stream()
                    .filter(provided -> provided.service().equals(BoardModule.class.getName()))
                    .forEach(provided -> modules.put(
                            name, create(classes, provided.providers().get(0))));
        }
    }

    private static BoardModule create(Path classes, String provider) {
        try {
            var loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, BuiltModules.class.getClassLoader());
            return (BoardModule)
                    loader.loadClass(provider).getDeclaredConstructor().newInstance();
        } catch (MalformedURLException | ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
