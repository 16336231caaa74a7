package banyan.launcher.address;

import java.security.Security;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes the JVM keep the addresses of a name only briefly, so that it finds a process or a database that has moved. */
public final class DnsCacheSettings {
    private static final String FOUND = "networkaddress.cache.ttl";
    private static final String NOT_FOUND = "networkaddress.cache.negative.ttl";
    private static final String SECONDS = "5";

    /** The default of the JDK for each setting. The operator has set any other value. */
    private static final Map<String, String> DEFAULTS = Map.of(FOUND, "", NOT_FOUND, "10");

    /** The older name of each setting, for the command line. */
    private static final Map<String, String> PROPERTIES =
            Map.of(FOUND, "sun.net.inetaddr.ttl", NOT_FOUND, "sun.net.inetaddr.negative.ttl");

    private DnsCacheSettings() {}

    /** Must be called before the first lookup, as the JDK reads the settings once. */
    public static void keepBriefly() {
        for (var setting : DEFAULTS.keySet()) {
            if (isDefault(setting, Security::getProperty, System::getProperty)) {
                Security.setProperty(setting, SECONDS);
            }
        }
    }

    static boolean isDefault(
            String setting,
            Function<String, @Nullable String> security,
            Function<String, @Nullable String> properties) {
        var value = security.apply(setting);
        return (value == null || value.isBlank() || value.equals(DEFAULTS.get(setting)))
                && properties.apply(PROPERTIES.get(setting)) == null;
    }
}
