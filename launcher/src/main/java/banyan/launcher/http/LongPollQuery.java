package banyan.launcher.http;

import java.util.regex.Pattern;
import org.glassfish.grizzly.http.Method;
import org.jspecify.annotations.Nullable;

/** The query of a long poll. */
final class LongPollQuery {
    /** A parameter {@code wait}, plain or in any percent-encoding (RFC 3986 section 2.1). */
    private static final Pattern WAIT = Pattern.compile("(^|&)(w|%77)(a|%61)(i|%69)(t|%74)([=&]|$)");

    private LongPollQuery() {}

    /** Whether such a request may wait for news. */
    static boolean isIn(Method method, @Nullable String query) {
        return query != null
                && (method.equals(Method.GET) || method.equals(Method.HEAD))
                && WAIT.matcher(query).find();
    }
}
