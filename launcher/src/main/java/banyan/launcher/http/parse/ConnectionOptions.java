package banyan.launcher.http.parse;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The options of the Connection headers of a message (RFC 9110 section 7.6.1): names of headers, and words such as close. */
public final class ConnectionOptions {
    private ConnectionOptions() {}

    /**
     * Returns all options in lower case.
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
