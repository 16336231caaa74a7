package banyan.launcher.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Parses values of options. A message says what is wrong with the text, and what would be right. */
final class OptionValues {
    private static final Pattern TIME = Pattern.compile("(\\d{1,7})(ms|s|m)");
    private static final Pattern SIZE = Pattern.compile("(0|[1-9]\\d{0,8})([kmg]?)");
    private static final Duration LONGEST = Duration.ofHours(1);

    private OptionValues() {}

    static List<String> names(String text) {
        var names = Stream.of(text.split(",", -1)).map(String::strip).distinct().toList();
        return require(names, !names.contains(""), "an empty name; give all, none, or names such as users,posts");
    }

    static int port(String text) {
        if (!text.matches("-?\\d{1,9}")) {
            throw new IllegalArgumentException("not a port; give a whole number from 0 to 65535, such as 3000");
        }
        int port = Integer.parseInt(text);
        int nearest = Math.max(0, Math.min(65_535, port));
        return require(port, port == nearest, "not a port; they go from 0 to 65535, and the nearest is " + nearest);
    }

    static Path path(String text) {
        try {
            return Path.of(require(text, !text.isBlank(), "no folder; give one such as ./data"));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("not a path (" + e.getReason() + "); give one such as ./data", e);
        }
    }

    static Duration time(String text) {
        var parts = TIME.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a time; give a whole number and ms, s or m, such as 25s");
        }
        long amount = Long.parseLong(parts.group(1));
        var time = switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            default -> Duration.ofMinutes(amount);
        };
        return require(time, time.compareTo(LONGEST) <= 0, "too long; the longest is 60m");
    }

    /** Returns bytes. */
    static long size(String text) {
        var parts = SIZE.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a size; give a whole number and k, m or g, such as 16m, or 0");
        }
        long amount = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "k" -> amount << 10;
            case "m" -> amount << 20;
            case "g" -> amount << 30;
            default -> amount;
        };
    }

    static String word(String text, String... valid) {
        var words = List.of(valid);
        return require(
                text,
                words.contains(text),
                "not one of " + String.join(", ", words) + "; the nearest is " + Suggestion.to(text, words));
    }

    /** Returns the value if the condition holds. */
    static <T> T require(T value, boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
        return value;
    }
}
