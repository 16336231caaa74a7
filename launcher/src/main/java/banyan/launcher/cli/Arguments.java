package banyan.launcher.cli;

import banyan.launcher.config.Option;
import banyan.launcher.config.Suggestion;
import banyan.launcher.process.ExitException;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: its grammar, its help, and what was given. */
public final class Arguments {
    private static final String COMMANDS = """

            Commands; with the options above after them:
              slots              Where the requests of each module go.
              move MODULE --to here|URL [--share PERCENT] [--other-data]
                                 Send them elsewhere, or a share of them, while they flow.
              move MODULE --mirror URL|none
                                 Ask another place the same, and compare its answers.
              move MODULE --undo [--other-data]
                                 Send them where they went before. These ask the board
                                   that runs at --admin-port.
              export MODULE [--to FILE] [--with-keys]
                                 Write its data as lines of JSON, to a new file or to
                                   standard output. Private keys only with --with-keys.
              import MODULE [--from FILE] [--keep-keys]
                                 Read them into a module that is empty: all, or nothing.
                                   It keeps keys of its own, or those of the file with
                                   --keep-keys.
            """;

    private static final int WIDTH = 100;

    private final CommandLine grammar = new CommandLine(specification());
    private final ParseResult given;
    private final Set<String> others;

    /**
     * @throws ExitException for an option that there is none of, one without its value, or one with several
     */
    public Arguments(String... arguments) {
        this(Set.of(), arguments);
    }

    /**
     * Those of a command.
     *
     * @param others the flags of the command itself, which have been taken out: one that is misspelled has not
     */
    public Arguments(Set<String> others, String... arguments) {
        this.others = Set.copyOf(others);
        grammar.setExpandAtFiles(false).setOverwrittenOptionsAllowed(true);
        try {
            given = grammar.parseArgs(arguments);
        } catch (UnmatchedArgumentException e) {
            throw unknown(e.getUnmatched().get(0));
        } catch (MissingParameterException e) {
            throw withoutValue((OptionSpec) e.getMissing().get(0));
        } catch (ParameterException e) {
            throw ExitException.usage(e.getMessage() + "; see --help");
        }
    }

    /** Whether an option that takes no value is there. */
    public boolean asks(String request) {
        return given.hasMatchedOption(request);
    }

    public Map<Option, String> flags() {
        var flags = new EnumMap<Option, String>(Option.class);
        Option.all().filter(option -> given.hasMatchedOption(option.flag())).forEach(option -> {
            List<String> values = given.matchedOptionValue(option.flag(), List.of());
            flags.put(option, joined(option, values));
        });
        return flags;
    }

    /**
     * The text of {@code --help}.
     *
     * @param offers the commands of the modules, by name
     */
    public String help(SortedMap<String, Commands.Offer> offers) {
        var help = new StringBuilder(grammar.getUsageMessage()).append(COMMANDS);
        offers.forEach((name, offer) -> help.append("  %s %s%n".formatted(name, offer.usage())));
        return help.append("""
                  All are done by the board that runs at --admin-port or, where none does,
                    on the data that the options name.
                """).toString();
    }

    private static CommandSpec specification() {
        var specification = CommandSpec.create().name("java -jar launcher.jar");
        specification
                .usageMessage()
                .description("%nA message board that runs as one process or as many.%n")
                .sortOptions(false)
                .width(WIDTH)
                .footer(
                        "",
                        "Each option that takes a value may also be given as an environment variable:",
                        "--admin-port as BANYAN_ADMIN_PORT, and so on. The flag wins.",
                        "Exit codes: 0 stopped as asked, 1 could not start, 2 an option was wrong.");
        Option.all()
                .forEach(option -> specification.addOption(OptionSpec.builder(option.flag())
                        .paramLabel(option.label)
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .arity("1")
                        .description(
                                option.help + " Default: " + (option.byDefault.isEmpty() ? "none" : option.byDefault))
                        .build()));
        return specification
                .addOption(request("--list-modules", "Print the modules that could be hosted, and end."))
                .addOption(
                        request("--train", "Answer a few requests on scratch data, and end; for bin/banyan --train."))
                .addOption(request("--version", "Print the version, and end."))
                .addOption(request("--help", "Print this, and end."));
    }

    private static OptionSpec request(String name, String help) {
        return OptionSpec.builder(name).type(boolean.class).description(help).build();
    }

    private static String joined(Option option, List<String> values) {
        if (values.size() > 1 && !option.several) {
            throw ExitException.usage(option.flag() + " " + String.join(" ", values)
                    + ": given more than once; give one value, such as " + option.byDefault);
        }
        return String.join(",", values);
    }

    private static ExitException withoutValue(OptionSpec option) {
        return ExitException.usage(option.longestName() + ": there is no value; give " + option.paramLabel());
    }

    private ExitException unknown(String argument) {
        var name = argument.replaceFirst("=.*", "");
        var flags = new HashSet<>(grammar.getCommandSpec().optionsMap().keySet());
        flags.addAll(others);
        var nearest = Suggestion.to(name, flags);
        var hint = argument.startsWith("-") ? "" : "; a command comes first and its options after it, see --help";
        return ExitException.usage(name + ": there is no such option; the nearest is " + nearest + hint);
    }
}
