package banyan.launcher.http.parse;

import java.util.Locale;
import java.util.Set;

/**
 * A header line.
 *
 * @param value without the white space around it
 */
record Header(String name, String value) {
    /** Names of headers that each launcher replaces with its own when it forwards a request. */
    private static final Set<String> WRITTEN_ANEW =
            Set.of("host", "content-length", "forwarded", "traceparent", "banyan-hops", "banyan-time-left");

    private static final int SEPARATORS = ": \r\n".length();

    /**
     * Reads a line without control characters, without its line end.
     *
     * @throws Rejection if it is no header
     */
    static Header read(String line) {
        int colon = line.indexOf(':');
        if (colon < 0) {
            throw Rejection.malformed("A header has no colon.");
        }
        var name = line.substring(0, colon);
        AsciiSet.requireToken(name, "header name");
        return new Header(name, line.substring(colon + 1).strip());
    }

    /**
     * Requires a header after a body (RFC 9112 section 7.1.2).
     *
     * @throws Rejection if the line is none
     */
    static void requireTrailer(String line) {
        requireNoControls(line);
        var unused = read(line);
    }

    /** A line ends with CR LF, so that neither stands alone anywhere. */
    static void requireNoControls(String line) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7f) {
                throw Rejection.malformed("The headers have a control character, or a CR or LF that stands alone.");
            }
        }
    }

    boolean isWrittenAnew() {
        return WRITTEN_ANEW.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Bytes of the line as a launcher forwards it. */
    int bytes() {
        return name.length() + value.length() + SEPARATORS;
    }
}
