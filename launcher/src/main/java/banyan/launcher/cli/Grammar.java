package banyan.launcher.cli;

import banyan.launcher.cli.command.Subcommand;
import banyan.launcher.config.Option;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The command line of one command as picocli parses it: its own words and flags, the options of the program, and help. */
final class Grammar {
    private static final int WIDTH = 100;
    private static final int LAST = 2;
    private static final String INDENT = " ".repeat("Usage: ".length());

    private Grammar() {}

    static CommandLine of(Subcommand command) {
        var specification = command.describe();
        specification.name(CommandNames.PROGRAM + specification.name());
        complete(specification, command.options());
        return new CommandLine(specification)
                .setExpandAtFiles(false)
                .setOverwrittenOptionsAllowed(true)
                .setPosixClusteredShortOptionsAllowed(false);
    }

    /** The help text of the innermost command that {@code --help} or {@code -h} follows; empty if neither is given. */
    static Optional<String> help(ParseResult parsed) {
        var inner = parsed.hasSubcommand() ? help(parsed.subcommand()) : Optional.<String>empty();
        return inner.isPresent() || !parsed.isUsageHelpRequested()
                ? inner
                : Optional.of(parsed.commandSpec().commandLine().getUsageMessage());
    }

    private static void complete(CommandSpec specification, Set<Option> options) {
        specification
                .usageMessage()
                .width(WIDTH)
                .customSynopsis(synopsis(specification))
                .sortOptions(false)
                .descriptionHeading("%n")
                .parameterListHeading("%nArguments:%n")
                .optionListHeading("%nOptions:%n")
                .commandListHeading("%nSubcommands:%n")
                .footer(footer(options));
        Option.all().filter(options::contains).map(Grammar::option).forEach(specification::addOption);
        specification.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .order(LAST)
                .description("Print this, and exit.")
                .build());
        specification.subcommands().values().forEach(subcommand -> complete(subcommand.getCommandSpec(), options));
    }

    /** A line for each subcommand. */
    private static String[] synopsis(CommandSpec specification) {
        var own = specification.usageMessage().customSynopsis();
        if (own.length > 0) {
            return own;
        }
        var forms = specification.subcommands().isEmpty()
                ? List.of(specification)
                : specification.subcommands().values().stream()
                        .map(CommandLine::getCommandSpec)
                        .toList();
        return forms.stream()
                .map(form -> (form.equals(forms.get(0)) ? "" : INDENT) + CommandNames.PROGRAM + CommandNames.full(form)
                        + " [OPTIONS]")
                .toArray(String[]::new);
    }

    private static OptionSpec option(Option option) {
        return OptionSpec.builder(option.flag())
                .paramLabel(option.label)
                .type(option.several ? List.class : String.class)
                .auxiliaryTypes(String.class)
                .arity("1")
                .description(
                        option.help + " Default: " + (option.byDefault.isEmpty() ? "none" : option.byDefault) + ".")
                .build();
    }

    private static String[] footer(Set<Option> options) {
        var codes = "Exit codes: 0 done, 1 failed, 2 usage error.";
        return options.isEmpty()
                ? new String[] {"", codes}
                : new String[] {
                    "",
                    "An option with a default is also an environment variable: --admin-port is BANYAN_ADMIN_PORT, and so",
                    "on. The flag takes precedence.",
                    codes
                };
    }
}
