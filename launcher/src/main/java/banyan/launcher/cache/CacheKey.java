package banyan.launcher.cache;

import banyan.launcher.http.RequestContext;
import java.util.Iterator;
import java.util.Optional;
import org.glassfish.grizzly.http.Method;
import org.jspecify.annotations.Nullable;

/**
 * The part of a request that a cacheable response depends on.
 *
 * @param target path and query, as the client has sent them
 * @param accept the values of all headers of this name; null without one
 */
record CacheKey(String target, @Nullable String accept) {
    /** Returns the key of a request; empty for a request that is about more, such as one with a token or a body. */
    static Optional<CacheKey> of(RequestContext request) {
        var method = request.method();
        boolean isRead = method.equals(Method.GET) || method.equals(Method.HEAD);
        return isRead
                        && request.header("Authorization") == null
                        && !hasBody(request)
                        && request.header("Content-Type") == null
                ? Optional.of(new CacheKey(request.target(), accept(request)))
                : Optional.empty();
    }

    private static boolean hasBody(RequestContext request) {
        var length = request.header("Content-Length");
        return request.header("Transfer-Encoding") != null || (length != null && !length.equals("0"));
    }

    private static @Nullable String accept(RequestContext request) {
        var values = request.headers("Accept").iterator();
        return values.hasNext() ? accept(values) : null;
    }

    private static String accept(Iterator<String> values) {
        var first = values.next();
        if (!values.hasNext()) {
            return first;
        }
        var all = new StringBuilder(first);
        values.forEachRemaining(value -> all.append(", ").append(value));
        return all.toString();
    }

    int bytes() {
        return bytes(target) + (accept == null ? 0 : bytes(accept));
    }

    /** Two bytes a character at most. */
    private static int bytes(String text) {
        return 2 * text.length();
    }
}
