package banyan.launcher.remote;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request is part of, as in W3C Trace Context.
 *
 * @param id 32 hexadecimal digits
 * @param flags two hexadecimal digits
 */
public record Trace(String id, String flags) {
    public static final String HEADER = "traceparent";

    private static final Pattern FORM =
            Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})");

    /** A new one. */
    public static Trace fresh() {
        var random = ThreadLocalRandom.current();
        var hex = HexFormat.of();
        return new Trace(hex.toHexDigits(random.nextLong() | 1) + hex.toHexDigits(random.nextLong()), "00");
    }

    /** The one that the header names, or a new one if it names none. */
    public static Trace of(@Nullable String header) {
        var parts = FORM.matcher(header == null ? "" : header);
        return parts.matches() ? new Trace(parts.group(1), parts.group(2)) : fresh();
    }

    /** The header for one step of it. */
    public String parent() {
        var random = ThreadLocalRandom.current();
        return "00-" + id + "-" + HexFormat.of().toHexDigits(random.nextLong() | 1) + "-" + flags;
    }
}
