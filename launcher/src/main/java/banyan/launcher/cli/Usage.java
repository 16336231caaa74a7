package banyan.launcher.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The words that may follow a command, as its module names them.
 *
 * @param text such as {@code add|remove NAME, or list}: alternatives between commas, words or capitals for a value
 */
record Usage(String text) {
    /** Whether the words begin as the usage wants; the module itself looks at what they mean. */
    boolean allows(List<String> words) {
        return Stream.of(text.split(",? or |, "))
                .map(alternative -> List.of(alternative.strip().split(" ")))
                .anyMatch(alternative -> allows(alternative, words));
    }

    private static boolean allows(List<String> alternative, List<String> words) {
        if (words.size() < alternative.size()) {
            return alternative.equals(List.of(""));
        }
        for (int i = 0; i < alternative.size(); i++) {
            var wanted = alternative.get(i);
            boolean isValue = wanted.equals(wanted.toUpperCase(Locale.ROOT)) || wanted.startsWith("[");
            if (!isValue && !List.of(wanted.split("\\|")).contains(words.get(i))) {
                return false;
            }
        }
        return true;
    }
}
