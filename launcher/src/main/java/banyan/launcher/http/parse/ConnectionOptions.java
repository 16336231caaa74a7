package banyan.launcher.http.parse;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** What the Connection headers of one message list (RFC 9110 section 7.6.1): names of headers, and options such as close. */
public final class ConnectionOptions {
    private ConnectionOptions() {}

    /**
     * All of them, in lower case.
     *
     * @param values of all Connection headers
     */
    public static Set<String> of(Iterable<String> values) {
        var options = new HashSet<String>();
        for (var value : values) {
            for (var option : value.split(",", -1)) {
                options.add(option.strip().toLowerCase(Locale.ROOT));
            }
        }
        return options;
    }
}
