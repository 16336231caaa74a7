package banyan.launcher.mirror;

import banyan.launcher.http.ResponseTap.Copy;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The first difference of two responses, and the text around it in each of them.
 *
 * @param pointer to the difference in both documents (RFC 6901); null if one is no JSON, or only status or type differ
 * @param given a part of the response to the client; of JSON, with sorted members, and without times
 * @param mirrored the same part of the mirror's response
 */
record FirstDifference(@Nullable String pointer, String given, String mirrored) {
    private static final int BEFORE = 100;
    private static final int AFTER = 900;

    static FirstDifference of(Copy given, Copy mirrored) {
        var one = ResponseDiff.lasting(given.body());
        var other = ResponseDiff.lasting(mirrored.body());
        return one.isPresent() && other.isPresent()
                ? around(
                        pointer(one.get(), other.get(), ""),
                        one.get().toString(),
                        other.get().toString())
                : around(null, given.body(), mirrored.body());
    }

    private static FirstDifference around(@Nullable String pointer, String given, String mirrored) {
        int shorter = Math.min(given.length(), mirrored.length());
        int at = 0;
        while (at < shorter && given.charAt(at) == mirrored.charAt(at)) {
            at++;
        }
        return new FirstDifference(given.equals(mirrored) ? null : pointer, part(given, at), part(mirrored, at));
    }

    /** Contains no half of a surrogate pair, and an ellipsis for each omitted part. */
    private static String part(String text, int at) {
        int start = between(text, Math.max(0, at - BEFORE));
        int end = between(text, Math.min(text.length(), at + AFTER));
        return (start > 0 ? "…" : "") + text.substring(start, end) + (end < text.length() ? "…" : "");
    }

    private static int between(String text, int index) {
        return index > 0 && index < text.length() && Character.isLowSurrogate(text.charAt(index)) ? index - 1 : index;
    }

    private static String pointer(JsonNode one, JsonNode other, String path) {
        if (one.isObject() && other.isObject()) {
            var names = new TreeSet<String>();
            one.fieldNames().forEachRemaining(names::add);
            other.fieldNames().forEachRemaining(names::add);
            for (var name : names) {
                if (!one.path(name).equals(other.path(name))) {
                    return pointer(one.path(name), other.path(name), path + "/" + escaped(name));
                }
            }
        }
        if (one.isArray() && other.isArray()) {
            for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
                if (!one.path(i).equals(other.path(i))) {
                    return pointer(one.path(i), other.path(i), path + "/" + i);
                }
            }
        }
        return path;
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
