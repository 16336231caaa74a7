package banyan.launcher.http.parse;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.glassfish.grizzly.Buffer;

/** Finds the end and the lines of the head of a request in the bytes that have arrived. */
public final class HeadScanner {
    static final String LINE_END = "\r\n";

    private HeadScanner() {}

    /**
     * Looks for the empty line.
     *
     * @param searched the number of bytes that were searched before
     * @return the index after the line, or -1 if it has not arrived
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

    /** Whether the input begins with these ASCII characters. */
    public static boolean startsWith(Buffer input, String text) {
        return input.remaining() > text.length()
                && input.toStringContent(StandardCharsets.US_ASCII, input.position(), input.position() + text.length())
                        .equals(text);
    }

    /** The parts between the line ends; the last one is the part after the last line end. */
    static List<String> lines(String text) {
        var lines = new ArrayList<String>();
        int start = 0;
        for (int end = text.indexOf(LINE_END); end >= 0; end = text.indexOf(LINE_END, start)) {
            lines.add(text.substring(start, end));
            start = end + LINE_END.length();
        }
        lines.add(text.substring(start));
        return lines;
    }
}
