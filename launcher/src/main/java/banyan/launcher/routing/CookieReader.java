package banyan.launcher.routing;

import java.util.Optional;
import java.util.StringTokenizer;

/** Reads cookies of a request (RFC 6265 section 4.2.1) in one pass, without an object for each cookie. */
final class CookieReader {
    private CookieReader() {}

    /**
     * The value of the first cookie of this name.
     *
     * @param headers the values of all Cookie headers
     */
    static Optional<String> value(Iterable<String> headers, String name) {
        var start = name + "=";
        for (var header : headers) {
            var cookies = new StringTokenizer(header, ";");
            while (cookies.hasMoreTokens()) {
                var cookie = cookies.nextToken().strip();
                if (cookie.startsWith(start)) {
                    return Optional.of(cookie.substring(start.length()));
                }
            }
        }
        return Optional.empty();
    }
}
