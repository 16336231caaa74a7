package banyan.launcher.front;

import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;

/**
 * The cookies of a request (RFC 6265 section 4.2.1), in one pass over them and without an object for each one.
 *
 * @param headers the values of all Cookie headers
 */
record CookieReader(List<String> headers) {
    CookieReader {
        headers = List.copyOf(headers);
    }

    /** The value of the first one of this name. */
    Optional<String> value(String name) {
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
