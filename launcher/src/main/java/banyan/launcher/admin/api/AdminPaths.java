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
    public static final String COPIES = "/copies";
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

    /** The path where a standby gets the changes of its home. */
    public static final String CHANGES = "changes";

    /** The path where a standby gets a part of a table, to find the row in which it differs. */
    public static final String BUCKET = "bucket";

    /** The path of the role of the copy here. */
    public static final String ROLE = "role";

    /** The path where a standby asks to become the home. */
    public static final String HANDOVER = "handover";

    /** The path where a standby reports that it has become the home, or cannot. */
    public static final String OUTCOME = "outcome";

    /** The path where an operator lets the copy here follow a home, or no more. */
    public static final String FOLLOW = "follow";

    /** The path where an operator makes the copy here the home, although the home is lost. */
    public static final String PROMOTE = "promote";

    /** The path where an operator lets the copy here compare all its rows with those of its home. */
    public static final String VERIFY = "verify";

    /** A path of the copy of a module's data. */
    public static String copy(String module, String part) {
        return COPIES + "/" + module + "/" + part;
    }
}
