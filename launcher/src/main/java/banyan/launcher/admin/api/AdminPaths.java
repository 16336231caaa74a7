package banyan.launcher.admin.api;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The paths of the admin port. */
public final class AdminPaths {
    public static final String MODULES = "/modules";
    public static final String CONFIG = "/config";
    public static final String METRICS = "/metrics";
    public static final String SLOTS = "/slots";
    public static final String COMMANDS = "/commands";
    public static final String DATA = "/data";
    public static final String LIVE = "/health/live";
    public static final String READY = "/health/ready";
    public static final String STARTED = "/health/started";

    /** The last segment of the path that undoes the last move of a slot. */
    public static final String UNDO = "undo";

    /** The query parameter that includes private keys in an export, or keeps those of an import. */
    public static final String KEYS = "keys";

    /** The query parameter with the revision after which an export has changes. */
    public static final String SINCE = "since";

    private AdminPaths() {}

    /** Whether a path is the root of others, or below it. */
    public static boolean isAt(String root, String path) {
        return path.equals(root) || path.startsWith(root + "/");
    }

    public static String slot(String module) {
        return SLOTS + "/" + module;
    }

    public static String undo(String module) {
        return slot(module) + "/" + UNDO;
    }

    public static String command(String name) {
        return COMMANDS + "/" + name;
    }

    public static String data(String module) {
        return DATA + "/" + module;
    }

    /**
     * The path and the query of an export or an import.
     *
     * @param since the revision after which changes are exported; 0 for all data
     * @param isWithKeys whether private keys are exported, or kept by an import
     */
    public static String data(String module, long since, boolean isWithKeys) {
        var query = Stream.of(since == 0 ? "" : SINCE + "=" + since, isWithKeys ? KEYS + "=true" : "")
                .filter(parameter -> !parameter.isEmpty())
                .collect(Collectors.joining("&"));
        return data(module) + (query.isEmpty() ? "" : "?" + query);
    }
}
