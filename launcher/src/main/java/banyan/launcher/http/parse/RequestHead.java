package banyan.launcher.http.parse;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.glassfish.grizzly.Buffer;

/**
 * The head of a request, read strictly (RFC 9112 sections 2 to 5). Grizzly accepts more than that: it allows the name of a
 * header to span lines, unfolds folded headers, and drops a Content-Length beside a Transfer-Encoding.
 */
public record RequestHead(String method, String target, String version, List<Header> headers) {
    private static final int WORDS = 3;

    public RequestHead {
        headers = List.copyOf(headers);
    }

    /**
     * Reads the bytes before this index.
     *
     * @throws Rejection naming the fault
     */
    public static RequestHead read(Buffer input, int end) {
        var text = input.toStringContent(StandardCharsets.ISO_8859_1, input.position(), end);
        if (text.length() > HeadLimits.FORWARDED.bytes()) {
            throw tooLong(text);
        }
        var lines = HeadScanner.lines(text.substring(0, text.length() - HeadScanner.LINE_END.length()));
        lines.forEach(Header::requireNoControls);
        var words = words(lines.get(0));
        requireEnd(lines);
        if (lines.size() - 2 > HeadLimits.FORWARDED.headers()) {
            throw tooLong(text);
        }
        var headers = headers(lines);
        AsciiSet.requireToken(words[0], "method");
        if (isTooLong(lines.get(0), headers)) {
            throw tooLong(text);
        }
        return new RequestHead(words[0], words[1], words[2], headers);
    }

    /** The method, the target and the version. */
    private static String[] words(String first) {
        var words = first.split(" ", -1);
        if (words.length < WORDS) {
            throw Rejection.unknownVersion();
        }
        if (words.length > WORDS) {
            throw Rejection.malformed("The first line has to be a method, a target and a version.");
        }
        return words;
    }

    private static void requireEnd(List<String> lines) {
        if (!lines.get(lines.size() - 1).isEmpty()) {
            throw Rejection.malformed("The headers have to end with an empty line, and each line with CR LF.");
        }
    }

    /** Those between the first line and the empty one. */
    private static List<Header> headers(List<String> lines) {
        var headers = new ArrayList<Header>();
        for (int i = 1; i < lines.size() - 1; i++) {
            headers.add(Header.read(lines.get(i)));
        }
        return headers;
    }

    /** As another launcher would forward the head, so that all launchers accept the same heads. */
    private static boolean isTooLong(String first, List<Header> headers) {
        int number = 0;
        int bytes = first.length() + 2 * HeadScanner.LINE_END.length();
        for (var header : headers) {
            if (!header.isWrittenAnew()) {
                number++;
                bytes += header.bytes();
            }
        }
        return number > HeadLimits.USUAL.headers() || bytes > HeadLimits.USUAL.bytes();
    }

    /** For a request whose first line, or whose headers, are too long. */
    private static Rejection tooLong(String text) {
        return text.lastIndexOf('\n', HeadLimits.USUAL.bytes()) < 0
                ? Rejection.targetTooLong()
                : Rejection.headersTooLarge();
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
}
