package banyan.launcher.http.parse;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.glassfish.grizzly.Buffer;

/**
 * What stands before the body of a request, read to the letter (RFC 9112 sections 2 to 5). Grizzly reads more than that: it
 * lets a header's name go on over lines, unfolds, and forgets a Content-Length beside a Transfer-Encoding.
 */
public record RequestHead(String method, String target, String version, List<Header> headers) {
    /** A header, without the white space around its value. */
    record Header(String name, String value) {}

    private static final int OCTETS = HeadLimits.USUAL.octets();
    private static final int HEADERS = HeadLimits.USUAL.headers();

    /** Names of headers that each launcher on the way puts its own in the place of. */
    private static final Set<String> WRITTEN_ANEW =
            Set.of("host", "content-length", "forwarded", "traceparent", "banyan-hops", "banyan-time-left");

    private static final String LINE_END = "\r\n";
    private static final String IN_TOKENS = "!#$%&'*+-.^_`|~";
    static final AsciiSet TOKEN = AsciiSet.alphanumericAnd(IN_TOKENS);

    public RequestHead {
        headers = List.copyOf(headers);
    }

    /**
     * Looks for the empty line.
     *
     * @param searched how many octets it is known not to be in
     * @return the index after it, or -1 if it is not here yet
     */
    public static int end(Buffer input, int searched) {
        int start = input.position();
        for (int i = start + Math.max(1, searched); i < input.limit(); i++) {
            if (input.get(i) == '\n') {
                int before = input.get(i - 1) == '\r' ? i - 2 : i - 1;
                if (before >= start && input.get(before) == '\n') {
                    return i + 1;
                }
            }
        }
        return -1;
    }

    /** Whether it begins with these characters of ASCII. */
    public static boolean startsWith(Buffer input, String text) {
        return input.remaining() > text.length()
                && input.toStringContent(StandardCharsets.US_ASCII, input.position(), input.position() + text.length())
                        .equals(text);
    }

    /**
     * Reads what stands before this index.
     *
     * @throws Rejection naming what is wrong
     */
    public static RequestHead read(Buffer input, int end) {
        var text = input.toStringContent(StandardCharsets.ISO_8859_1, input.position(), end);
        if (text.length() > HeadLimits.FORWARDED.octets()) {
            throw tooLong(text);
        }
        var lines = lines(text.substring(0, text.length() - LINE_END.length()));
        lines.forEach(RequestHead::noControls);
        var words = lines.get(0).split(" ", -1);
        if (words.length < 3) {
            throw RequestCheck.unknownVersion();
        }
        if (words.length > 3) {
            throw Rejection.malformed("The first line has to be a method, a target and a version.");
        }
        if (!lines.get(lines.size() - 1).isEmpty()) {
            throw Rejection.malformed("The headers have to end with an empty line, and each line with CR LF.");
        }
        if (lines.size() - 2 > HeadLimits.FORWARDED.headers()) {
            throw tooLong(text);
        }
        var headers = new ArrayList<Header>();
        for (int i = 1; i < lines.size() - 1; i++) {
            headers.add(header(lines.get(i)));
        }
        token(words[0], "method");
        if (isTooLong(lines.get(0), headers)) {
            throw tooLong(text);
        }
        return new RequestHead(words[0], words[1], words[2], headers);
    }

    /** As another launcher would send it on, so that what one of them takes, all of them take. */
    private static boolean isTooLong(String first, List<Header> headers) {
        int number = 0;
        int octets = first.length() + 2 * LINE_END.length();
        for (var header : headers) {
            if (!isWrittenAnew(header)) {
                number++;
                octets +=
                        header.name().length() + ": ".length() + header.value().length() + LINE_END.length();
            }
        }
        return number > HEADERS || octets > OCTETS;
    }

    /** Whether each launcher that a request comes through puts its own in its place. */
    private static boolean isWrittenAnew(Header header) {
        return WRITTEN_ANEW.contains(header.name().toLowerCase(Locale.ROOT));
    }

    /** For a request whose first line, or whose headers, go on for too long. */
    static Rejection tooLong(String text) {
        if (text.lastIndexOf('\n', OCTETS) < 0) {
            return RequestCheck.longTarget();
        }
        return new Rejection(
                431,
                "request-header-fields-too-large",
                "The headers are longer than " + OCTETS + " octets, or more than " + HEADERS + ".");
    }

    /** The values of all headers of this name. */
    List<String> all(String name) {
        List<String> values = List.of();
        for (var header : headers) {
            if (header.name().equalsIgnoreCase(name)) {
                values = values.isEmpty() ? new ArrayList<>() : values;
                values.add(header.value());
            }
        }
        return values;
    }

    /** Between the line ends; the last is the empty one. */
    private static List<String> lines(String text) {
        var lines = new ArrayList<String>();
        int start = 0;
        for (int end = text.indexOf(LINE_END); end >= 0; end = text.indexOf(LINE_END, start)) {
            lines.add(text.substring(start, end));
            start = end + LINE_END.length();
        }
        lines.add(text.substring(start));
        return lines;
    }

    /**
     * Reads a header that comes after a body, and drops it (RFC 9112 section 7.1.2).
     *
     * @throws Rejection if it is none
     */
    static void trailer(String line) {
        noControls(line);
        var unused = header(line);
    }

    private static Header header(String line) {
        int colon = line.indexOf(':');
        if (colon < 0) {
            throw Rejection.malformed("A header has no colon.");
        }
        token(line.substring(0, colon), "header name");
        return new Header(line.substring(0, colon), line.substring(colon + 1).strip());
    }

    /** A line ends with CR LF, so that neither stands alone anywhere. */
    private static void noControls(String line) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7f) {
                throw Rejection.malformed("The headers have a control character, or a CR or LF that stands alone.");
            }
        }
    }

    private static void token(String text, String what) {
        if (text.isEmpty() || !TOKEN.hasAllOf(text)) {
            throw Rejection.malformed("A " + what + " may have letters, digits and " + IN_TOKENS + " only.");
        }
    }
}
