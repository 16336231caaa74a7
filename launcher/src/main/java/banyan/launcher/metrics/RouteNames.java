package banyan.launcher.metrics;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Names the route of a path, such as {@code /in-thread/{id}}. A number is an id, and a word counts only after a request for a path
 * with it has succeeded. So clients cannot add names, and there are few, wherever the module is.
 */
final class RouteNames {
    private static final String ANYTHING = "/*";
    private static final int MOST = 32;
    private static final int DEPTH = 2;
    private static final String ID = "{id}";
    private static final int LONGEST_WORD = 32;

    private final Map<String, Set<String>> known = new ConcurrentHashMap<>();

    /**
     * @param module of the path; empty for a path of the board's own
     * @param path all of it
     * @param isDone whether the path exists, and the request has succeeded
     */
    String of(String module, String path, boolean isDone) {
        var prefix = module.isEmpty() ? "" : "/api/" + module;
        var name = new StringBuilder();
        boolean isFree = false; // the client chooses what follows a word
        int depth = 0;
        for (var segment : path.substring(prefix.length()).split("/", -1)) {
            if (!segment.isEmpty()) {
                boolean isNumber = isNumber(segment);
                if (!isNumber && !isFree && !isWord(segment)) {
                    return ANYTHING;
                }
                name.append('/').append(isNumber ? ID : isFree || depth == DEPTH ? "*" : segment);
                isFree |= !isNumber;
                depth++;
            }
            if (depth > DEPTH) {
                return ANYTHING;
            }
        }
        return name.isEmpty() ? "/" : isKnown(module, name.toString(), isDone) ? name.toString() : ANYTHING;
    }

    private static boolean isNumber(String segment) {
        for (int i = 0; i < segment.length(); i++) {
            if (segment.charAt(i) < '0' || segment.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** Whether it has the form of a word in the routes of modules, such as {@code by-user} or {@code openapi.json}. */
    private static boolean isWord(String segment) {
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            boolean isLetter = c >= 'a' && c <= 'z';
            if (!isLetter && (i == 0 || (c != '.' && c != '-'))) {
                return false;
            }
        }
        return segment.length() <= LONGEST_WORD;
    }

    private boolean isKnown(String module, String name, boolean isDone) {
        var names = known.computeIfAbsent(module, any -> ConcurrentHashMap.newKeySet());
        if (names.contains(name)) {
            return true;
        }
        return isDone && names.size() < MOST && names.add(name);
    }
}
