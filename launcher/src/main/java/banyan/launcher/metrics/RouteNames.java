package banyan.launcher.metrics;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Names the kind of a path, such as {@code /in-thread/{id}}. What others may write freely is not in it: numbers are ids, and
 * a word is one only after a path with it was answered well. So the names are few, wherever the module is.
 */
final class RouteNames {
    private static final String ANYTHING = "/*";
    private static final int MOST = 32;
    private static final int DEPTH = 2;
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final String ID = "{id}";
    /** What developers call a path. */
    private static final Pattern WORD = Pattern.compile("[a-z][a-z.-]{0,31}");

    private final Map<String, Set<String>> known = new ConcurrentHashMap<>();

    /**
     * @param module whose path it is; empty for a path of the board's own
     * @param path all of it
     * @param isDone whether the path was there, and what was asked of it was done
     */
    String of(String module, String path, boolean isDone) {
        var prefix = module.isEmpty() ? "" : "/api/" + module;
        var name = new StringBuilder();
        boolean isSaid = false; // what follows a word is said by whoever asks
        int depth = 0;
        for (var segment : path.substring(prefix.length()).split("/", -1)) {
            if (!segment.isEmpty()) {
                boolean isNumber = NUMBER.matcher(segment).matches();
                if (!isNumber && !isSaid && !WORD.matcher(segment).matches()) {
                    return ANYTHING;
                }
                name.append('/').append(isNumber ? ID : isSaid || depth == DEPTH ? "*" : segment);
                isSaid |= !isNumber;
                depth++;
            }
            if (depth > DEPTH) {
                return ANYTHING;
            }
        }
        return name.isEmpty() ? "/" : isKnown(module, name.toString(), isDone) ? name.toString() : ANYTHING;
    }

    private boolean isKnown(String module, String name, boolean isDone) {
        var names = known.computeIfAbsent(module, any -> ConcurrentHashMap.newKeySet());
        if (names.contains(name)) {
            return true;
        }
        return isDone && names.size() < MOST && names.add(name);
    }
}
