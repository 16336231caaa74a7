package banyan.launcher.slots.placement;

import org.jspecify.annotations.Nullable;

/** The name of the operator who makes a move, as the log shows it. */
final class OperatorName {
    private static final int LONGEST = 100;

    private OperatorName() {}

    /** Replaces characters that could forge a log line. */
    static String of(@Nullable String by) {
        return by == null || by.isBlank()
                ? "somebody"
                : by.substring(0, Math.min(by.length(), LONGEST)).replaceAll("[^\\p{Print}]", "?");
    }
}
