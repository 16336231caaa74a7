package banyan.launcher.cli;

import banyan.core.database.StoreException;
import banyan.launcher.cli.command.Given;
import banyan.launcher.cli.command.Output;
import banyan.launcher.cli.command.Subcommand;
import banyan.launcher.config.EnvironmentVariables;
import banyan.launcher.logs.Logs;
import banyan.launcher.process.ExitException;
import banyan.launcher.process.Installation;
import banyan.launcher.process.StopSignal;
import java.util.Arrays;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The command line: runs the command that the first word names, or the board where no command is named. */
public final class Cli {
    private final Commands commands;
    private final Output output;

    public Cli(Installation home, StopSignal stop) {
        this(new Commands(home, stop, new Offers(home)::all), new Output(System.out));
    }

    Cli(Commands commands, Output output) {
        this.commands = commands;
        this.output = output;
    }

    /**
     * Runs the command to its end.
     *
     * @throws ExitException for a usage error, or if the command fails
     * @throws StopSignal.Stopped if the operator stops the process while the board starts
     */
    public void run(String... arguments) throws Exception {
        try {
            if (arguments.length == 0 || arguments[0].startsWith("-")) {
                runDefault(arguments);
            } else {
                run(commands.named(arguments[0]), Arrays.copyOfRange(arguments, 1, arguments.length));
            }
        } catch (StoreException e) {
            throw ExitException.failure(e.line(), e);
        }
    }

    private void runDefault(String... words) throws Exception {
        var command = commands.named(RunCommand.NAME);
        var parsed = parse(command, words);
        if (parsed.isUsageHelpRequested()) {
            output.print(Overview.of(commands));
        } else {
            command.run(given(parsed));
        }
    }

    private void run(Subcommand command, String... words) throws Exception {
        if (command.printsResult()) {
            Logs.toStandardError();
        }
        var parsed = parse(command, words);
        var help = Grammar.help(parsed);
        if (help.isPresent()) {
            output.print(help.get());
        } else {
            command.run(given(parsed));
        }
    }

    ParseResult parse(Subcommand command, String... words) {
        try {
            return Grammar.of(command).parseArgs(words);
        } catch (ParameterException e) {
            throw new UsageError(commands).of(e);
        }
    }

    private Given given(ParseResult parsed) {
        return new Given(parsed, new EnvironmentVariables(System.getenv()), output);
    }
}
