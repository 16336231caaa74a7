package banyan.launcher.cli.command;

import banyan.launcher.config.EnvironmentVariables;
import banyan.launcher.config.Option;
import banyan.launcher.config.Options;
import banyan.launcher.config.OptionsReader;
import banyan.launcher.process.ExitException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The input of a command.
 *
 * @param parsed the flags and words that follow its name
 * @param variables the environment of the process
 * @param output gets the result
 */
public record Given(ParseResult parsed, EnvironmentVariables variables, Output output) {
    /**
     * @throws ExitException for a single option with several values
     */
    public Given {
        values(parsed).forEach((flag, values) -> {
            if (values.size() > 1 && !several(parsed).contains(flag)) {
                throw ExitException.usage(flag + " " + String.join(" ", values)
                        + ": given more than once; give one value" + example(flag));
            }
        });
    }

    /** The options of the program, from these flags, the environment and the defaults. */
    public Options options() {
        return new OptionsReader(flags(), variables.usable()).options();
    }

    /** The words that follow the command: the names of its forms, and values. */
    public List<String> words() {
        var words = new ArrayList<String>();
        levels(parsed).forEach(level -> {
            if (!level.equals(parsed)) {
                words.add(level.commandSpec().name());
            }
            level.matchedPositionals().forEach(word -> words.addAll(word.stringValues()));
        });
        return words;
    }

    /** Whether no name of a form is missing. */
    public boolean isComplete() {
        return !parsed.hasSubcommand()
                ? parsed.commandSpec().subcommands().isEmpty()
                : new Given(parsed.subcommand(), variables, output).isComplete();
    }

    /** Several values of one option mean the same as one value with commas. */
    public Map<Option, String> flags() {
        var flags = new EnumMap<Option, String>(Option.class);
        var values = values(parsed);
        Option.all()
                .filter(option -> values.containsKey(option.flag()))
                .forEach(option -> flags.put(option, String.join(",", values.getOrDefault(option.flag(), List.of()))));
        return flags;
    }

    /** The values of each flag that has some. An option may stand before or behind the name of a form. */
    private static Map<String, List<String>> values(ParseResult parsed) {
        var values = new LinkedHashMap<String, List<String>>();
        levels(parsed)
                .flatMap(level -> new HashSet<>(level.matchedOptions()).stream())
                .filter(Given::hasValue)
                .forEach(option -> values.computeIfAbsent(option.longestName(), name -> new ArrayList<>())
                        .addAll(option.stringValues()));
        return values;
    }

    private static boolean hasValue(OptionSpec option) {
        return option.arity().max() > 0;
    }

    private static Stream<ParseResult> levels(ParseResult parsed) {
        return Stream.iterate(
                parsed, level -> level != null, level -> level.hasSubcommand() ? level.subcommand() : null);
    }

    private static Set<String> several(ParseResult parsed) {
        return levels(parsed)
                .flatMap(level -> level.matchedOptions().stream())
                .filter(OptionSpec::isMultiValue)
                .map(OptionSpec::longestName)
                .collect(Collectors.toSet());
    }

    private static String example(String flag) {
        return Option.all()
                .filter(option -> option.flag().equals(flag))
                .map(option -> ", such as " + option.byDefault)
                .findFirst()
                .orElse("");
    }
}
