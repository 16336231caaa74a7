package banyan.launcher.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of the program, which the build writes into its jar. */
public final class Version {
    private Version() {}

    public static String text() {
        var properties = new Properties();
        try (var file = Version.class.getResourceAsStream("/META-INF/banyan/version.properties")) {
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
