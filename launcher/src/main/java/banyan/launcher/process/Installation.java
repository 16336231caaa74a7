package banyan.launcher.process;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipFile;

/**
 * The folder of the artifact: {@code launcher.jar}, {@code lib/} and {@code modules/}. Needs nothing but the JDK.
 *
 * @param launcher the jar of the launcher
 */
public record Installation(Path launcher) {
    static final String REMEDY = "unpack the archive again, or build it with mvn package";

    /** The artifact that a class of the launcher was loaded from. */
    public static Installation of(Class<?> type) {
        try {
            return new Installation(Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a jar that was loaded has an address", e);
        }
    }

    /** The folder of core and the libraries. */
    public Path lib() {
        return launcher.resolveSibling("lib");
    }

    /** The folder of the modules, with one jar for each. */
    public Path modules() {
        return launcher.resolveSibling("modules");
    }

    /** The fault of the artifact: a missing folder, or a jar that cannot be read to its end. Reads all jars. */
    public Optional<String> fault() {
        for (var folder : List.of(lib(), modules())) {
            if (!Files.isDirectory(folder)) {
                return Optional.of(folder + " is missing: it belongs beside launcher.jar; " + REMEDY);
            }
        }
        try (var libraries = Files.list(lib());
                var modules = Files.list(modules())) {
            return Stream.concat(libraries, modules)
                    .filter(jar -> jar.toString().endsWith(".jar"))
                    .sorted()
                    .filter(Installation::isBroken)
                    .findFirst()
                    .map(jar -> jar + " is damaged: " + REMEDY);
        } catch (IOException e) {
            return Optional.of("the artifact cannot be read (" + e + "): " + REMEDY);
        }
    }

    private static boolean isBroken(Path jar) {
        try (var zip = new ZipFile(jar.toFile())) {
            for (var entry : zip.stream().toList()) {
                var sum = new CRC32();
                try (var content = new CheckedInputStream(zip.getInputStream(entry), sum)) {
                    content.transferTo(OutputStream.nullOutputStream());
                }
                if (sum.getValue() != entry.getCrc()) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
