package banyan.launcher.remote;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The trace that a request is part of (W3C Trace Context).
 *
 * @param high the first half of its id
 * @param low the other half
 * @param flags two hexadecimal digits
 */
public record Trace(long high, long low, String flags) {
    public static final String HEADER = "traceparent";

    /** The name of its id in a log line. */
    public static final String LOGGED = "trace";

    private static final HexFormat HEX = HexFormat.of();
    private static final Pattern FORM =
            Pattern.compile("00-(?!0{32})([0-9a-f]{16})([0-9a-f]{16})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})");

    /** A new trace. */
    public static Trace fresh() {
        var random = ThreadLocalRandom.current();
        return new Trace(random.nextLong() | 1, random.nextLong(), "00");
    }

    /** The trace of the header, or a new one if there is none. */
    public static Trace of(@Nullable String header) {
        if (header == null) {
            return fresh();
        }
        var parts = FORM.matcher(header);
        return parts.matches()
                ? new Trace(
                        HexFormat.fromHexDigitsToLong(parts.group(1)),
                        HexFormat.fromHexDigitsToLong(parts.group(2)),
                        parts.group(3))
                : fresh();
    }

    /** 32 hexadecimal digits. */
    public String id() {
        return HEX.toHexDigits(high) + HEX.toHexDigits(low);
    }

    /** The header for one call of the trace. */
    public String parent() {
        return "00-" + id() + "-" + HEX.toHexDigits(ThreadLocalRandom.current().nextLong() | 1) + "-" + flags;
    }
}
