package banyan.launcher.cli.command;

import banyan.launcher.config.Option;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/** A command of the program. picocli sets its annotated fields from the command line before it runs. */
public interface Subcommand {
    /** The options that find a running board. */
    Set<Option> OF_CLIENTS = Set.of(Option.ADMIN_PORT, Option.ADMIN_BIND);

    /** The options that find the data of a module, through a running board or without one. */
    Set<Option> OF_DATA = Set.of(Option.ADMIN_PORT, Option.ADMIN_BIND, Option.DATA, Option.DATABASE);

    /** The options of the program that the command uses. It rejects the others. */
    Set<Option> options();

    /** The words and the flags of the command itself. */
    default CommandSpec describe() {
        return CommandSpec.forAnnotatedObject(this);
    }

    /** Whether standard output is for the result alone, so that log lines go to standard error. */
    default boolean printsResult() {
        return true;
    }

    /**
     * Runs the command to its end.
     *
     * @throws banyan.launcher.process.ExitException for a usage error, or if the command fails
     */
    void run(Given given) throws Exception;
}
