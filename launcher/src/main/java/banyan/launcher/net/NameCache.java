package banyan.launcher.net;

import java.security.Security;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How long the JVM keeps the addresses of a name: briefly, so that a process or a database that moves is found. */
public final class NameCache {
    private static final String FOUND = "networkaddress.cache.ttl";
    private static final String NOT_FOUND = "networkaddress.cache.negative.ttl";
    private static final String SECONDS = "5";

    /** What the JDK itself says about each. Anything else has been said by the operator. */
    private static final Map<String, String> DEFAULTS = Map.of(FOUND, "", NOT_FOUND, "10");

    /** The older name of each, for the command line. */
    private static final Map<String, String> PROPERTIES =
            Map.of(FOUND, "sun.net.inetaddr.ttl", NOT_FOUND, "sun.net.inetaddr.negative.ttl");

    private NameCache() {}

    /** To be done before the first name is looked up: the JDK reads it once. */
    public static void keepBriefly() {
        for (var setting : DEFAULTS.keySet()) {
            if (isLeftOpen(setting, Security::getProperty, System::getProperty)) {
                Security.setProperty(setting, SECONDS);
            }
        }
    }

    static boolean isLeftOpen(
            String setting,
            Function<String, @Nullable String> security,
            Function<String, @Nullable String> properties) {
        var said = security.apply(setting);
        return (said == null || said.isBlank() || said.equals(DEFAULTS.get(setting)))
                && properties.apply(PROPERTIES.get(setting)) == null;
    }
}
