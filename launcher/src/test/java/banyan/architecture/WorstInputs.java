package banyan.architecture;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Texts that make a pattern backtrack, if any text does: a repeated unit after a beginning that the pattern matches and
 * before an end that it does not match.
 *
 * @param before the beginning
 * @param unit the repeated unit
 * @param after the end
 */
record WorstInputs(String before, String unit, String after) {
    private static final String USUAL = "a0 \t,;\"\\./:";
    private static final List<String> ENDS = List.of("", "\u0001");
    private static final Pattern LITERALS = Pattern.compile("[A-Za-z0-9 ,=:/]{2,}");

    /** Returns the text with this many units. */
    String of(int units) {
        return before + unit.repeat(units) + after;
    }

    static List<WorstInputs> of(Pattern pattern) {
        var all = new ArrayList<WorstInputs>();
        for (var before : beginnings(pattern)) {
            for (var unit : units(pattern)) {
                ENDS.forEach(end -> all.add(new WorstInputs(before, unit, end)));
            }
        }
        return all;
    }

    private static Set<String> beginnings(Pattern pattern) {
        var all = new LinkedHashSet<>(Set.of(""));
        LITERALS.matcher(pattern.pattern()).results().limit(3).forEach(word -> all.add(word.group()));
        return all;
    }

    private static Set<String> units(Pattern pattern) {
        var characters = Stream.concat(
                        USUAL.codePoints().boxed(),
                        pattern.pattern().codePoints().boxed())
                .map(Character::toString)
                .distinct()
                .toList();
        var all = new LinkedHashSet<>(characters);
        for (var first : characters) {
            characters.forEach(second -> all.add(first + second));
        }
        return all;
    }
}
