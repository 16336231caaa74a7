package banyan.launcher.http.parse;

import java.util.regex.Pattern;

/** Rejects request targets that a server could read in two ways (RFC 9112 section 3.2, RFC 3986 section 3). */
final class TargetCheck {
    private static final String IN_PATHS = "-._~!$&'()*+,;=:@/";
    private static final AsciiSet PATH = AsciiSet.alphanumericAnd(IN_PATHS);
    private static final AsciiSet QUERY = AsciiSet.alphanumericAnd(IN_PATHS + "?");
    private static final Pattern AUTHORITY = Pattern.compile("(?i)^https?://[^/?#]*");
    private static final Pattern DOTS = Pattern.compile("(?i)/(\\.|%2e){1,2}(/|\\z)");

    private TargetCheck() {}

    static void require(String target) {
        if (target.length() > HeadLimits.TARGET) {
            throw Rejection.targetTooLong();
        }
        // RFC 9112 section 3.2.2: a server accepts an absolute URI in place of its path.
        var origin = target.startsWith("/") ? target : AUTHORITY.matcher(target).replaceFirst("");
        int question = origin.indexOf('?');
        var path = question < 0 ? origin : origin.substring(0, question);
        requirePath(path);
        requireEncoded(origin.substring(path.length()), QUERY, "query");
    }

    private static void requirePath(String path) {
        if (!path.startsWith("/")) {
            throw Rejection.malformed("The request target has to be a path, or an address with one.");
        }
        requireEncoded(path, PATH, "path");
        if ((path.contains("/.") || path.indexOf('%') >= 0)
                && DOTS.matcher(path).find()) {
            throw Rejection.malformed("The path has a segment . or .., which has to be resolved before it is sent.");
        }
    }

    /** RFC 3986 section 3.3 and 3.4: allowed characters, or two hexadecimal digits after a percent sign; never a NUL. */
    private static void requireEncoded(String text, AsciiSet plain, String part) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                if (encodedByte(text, i) < 1) {
                    throw Rejection.malformed(
                            "The " + part + " has a percent sign without two hexadecimal digits after it, or NUL.");
                }
                i += 2;
            } else if (!plain.has(c)) {
                throw Rejection.malformed("The " + part + " has a character that has to be percent-encoded.");
            }
        }
    }

    /** The byte that is percent-encoded here, or -1. */
    private static int encodedByte(String text, int percent) {
        if (percent + 2 >= text.length()) {
            return -1;
        }
        int high = Character.digit(text.charAt(percent + 1), 16);
        int low = Character.digit(text.charAt(percent + 2), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }
}
