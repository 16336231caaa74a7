package banyan.launcher.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Finds the valid word that was probably meant by another one. */
public final class Suggestion {
    private Suggestion() {}

    /** Returns the valid word with the fewest insertions, deletions and replacements; case does not count. */
    public static String to(String word, Collection<String> valid) {
        var typed = word.toLowerCase(Locale.ROOT);
        return valid.stream()
                .min(Comparator.comparingInt(other -> distance(typed, other.toLowerCase(Locale.ROOT))))
                .orElseThrow();
    }

    /** Levenshtein's distance, a row of his table at a time. */
    private static int distance(String one, String other) {
        var row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j - 1], row[j]) + 1);
            }
        }
        return row[other.length()];
    }
}
