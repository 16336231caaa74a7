package banyan.launcher.config;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One option of this process, as {@code /config} shows it.
 *
 * @param name the flag, or the variable if it has no flag
 * @param value as it was given; a secret is masked
 * @param source {@code flag}, the name of a variable, or {@code default}
 */
public record OptionView(String name, String value, String source) {
    private static final Pattern ALONE = Pattern.compile("BANYAN_(ADMIN_TOKEN|DATABASE_(USER|PASSWORD)(_.*)?)");
    private static final Pattern SHOWN = Pattern.compile("BANYAN_DATABASE_(USER|PASSWORD_FILE)(_.*)?");
    private static final String MASK = "***";

    /** The variables that have no flag: logins and secrets. */
    static Stream<OptionView> ofVariablesAlone(Map<String, String> environment) {
        return new TreeMap<>(environment)
                .entrySet().stream()
                        .filter(variable -> ALONE.matcher(variable.getKey()).matches()
                                && !variable.getValue().isBlank())
                        .map(variable -> new OptionView(
                                variable.getKey(),
                                SHOWN.matcher(variable.getKey()).matches() ? variable.getValue() : MASK,
                                variable.getKey()));
    }
}
