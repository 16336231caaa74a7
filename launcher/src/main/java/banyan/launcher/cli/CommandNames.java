package banyan.launcher.cli;

import java.util.ArrayList;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The names of commands and subcommands, with their arguments, as an operator types them. */
final class CommandNames {
    static final String PROGRAM = "banyan ";

    private CommandNames() {}

    /** The names of the command and of those above it, such as {@code moderator add}. */
    static String name(CommandSpec command) {
        return command.qualifiedName().replace(PROGRAM, "");
    }

    /** The name and the values, such as {@code moderator add NAME}. */
    static String full(CommandSpec command) {
        var above = command.parent();
        return (above == null ? "" : name(above) + " ") + own(command);
    }

    /** All subcommands, such as {@code add NAME, remove NAME, list}. */
    static String all(CommandSpec command) {
        return command.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .map(CommandNames::own)
                .collect(Collectors.joining(", "));
    }

    private static String own(CommandSpec command) {
        var words = new ArrayList<String>();
        words.add(command.name().replace(PROGRAM, ""));
        command.positionalParameters().forEach(value -> words.add(value.paramLabel()));
        return String.join(" ", words);
    }
}
