package banyan.launcher.cli;

import banyan.launcher.config.Suggestion;
import banyan.launcher.process.ExitException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Says in one sentence what is wrong with a command line, and what would be right. */
record UsageError(Commands commands) {
    /** A misspelled flag or word comes first: what is missing may have been meant by it. */
    ExitException of(ParameterException mistake) {
        var line = mistake.getCommandLine();
        var unknown = line.getUnmatchedArguments();
        if (!unknown.isEmpty()) {
            return ExitException.usage(unknown(unknown.get(0), line.getCommandSpec()));
        }
        if (mistake instanceof MissingParameterException missing) {
            return ExitException.usage(missing(missing.getMissing().get(0), line));
        }
        if (mistake.getArgSpec() instanceof OptionSpec flag) {
            return ExitException.usage(flag.longestName() + ": takes no value; give it alone");
        }
        return ExitException.usage(mistake.getMessage() + "; see " + line.getCommandName() + " --help");
    }

    private String unknown(String argument, CommandSpec command) {
        if (argument.startsWith("-")) {
            return unknownFlag(argument.replaceFirst("=.*", ""), command);
        }
        if (!command.subcommands().isEmpty()) {
            return CommandNames.name(command) + " " + argument + ": there is no such subcommand; the nearest is "
                    + Suggestion.to(argument, command.subcommands().keySet()) + ", and the subcommands are "
                    + CommandNames.all(command);
        }
        var hint = CommandNames.name(command).equals(RunCommand.NAME)
                ? "; run takes options only; another command must be the first argument"
                : "; give " + CommandNames.full(command);
        return argument + ": one argument too many" + hint;
    }

    private String unknownFlag(String flag, CommandSpec command) {
        var takers = commands.taking(flag);
        return takers.isEmpty()
                ? flag + ": there is no such option; the nearest is "
                        + Suggestion.to(flag, command.optionsMap().keySet())
                : flag + ": " + CommandNames.name(command) + " does not take this option; " + takes(takers);
    }

    /** Such as {@code run, export and import take it}. */
    private static String takes(List<String> commands) {
        int last = commands.size() - 1;
        return last == 0
                ? commands.get(0) + " takes it"
                : String.join(", ", commands.subList(0, last)) + " and " + commands.get(last) + " take it";
    }

    private static String missing(ArgSpec missing, CommandLine line) {
        return missing instanceof OptionSpec flag
                ? flag.longestName() + ": there is no value; give " + flag.paramLabel()
                : CommandNames.name(line.getCommandSpec()) + ": " + missing.paramLabel() + " is missing; give "
                        + CommandNames.full(line.getCommandSpec());
    }
}
