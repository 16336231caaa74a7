package banyan.launcher.cli;

import banyan.launcher.board.BoardRun;
import banyan.launcher.cli.command.Given;
import banyan.launcher.cli.command.Subcommand;
import banyan.launcher.config.Option;
import banyan.launcher.hosting.Catalog;
import banyan.launcher.process.Installation;
import banyan.launcher.process.StopSignal;
import banyan.launcher.process.Version;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;

/** The default command: runs the board until the operator stops it. */
@CommandLine.Command(
        name = RunCommand.NAME,
        description = {
            "Runs the board until it is stopped. This is the default command.",
            "SIGTERM or Ctrl-C stops it, after the requests in flight."
        })
final class RunCommand implements Subcommand {
    static final String NAME = "run";

    private final Installation home;
    private final StopSignal stop;

    @CommandLine.Option(
            names = "--list-modules",
            order = 1,
            description = "Print the modules that can be hosted, and exit.")
    private boolean isListing;

    @CommandLine.Option(names = "--version", order = 1, description = "Print the version, and exit.")
    private boolean isVersion;

    /** The name of the command {@code train} in earlier releases. */
    @CommandLine.Option(names = "--train", hidden = true)
    private boolean isTraining;

    RunCommand(Installation home, StopSignal stop) {
        this.home = home;
        this.stop = stop;
    }

    @Override
    public Set<Option> options() {
        return EnumSet.allOf(Option.class);
    }

    @Override
    public boolean printsResult() {
        return false;
    }

    @Override
    public void run(Given given) throws Exception {
        if (isVersion) {
            given.output().print(List.of("banyan " + Version.text()));
        } else if (isListing) {
            given.output().print(List.copyOf(Catalog.of(home).names()));
        } else if (isTraining) {
            new TrainCommand(home, stop).run(given);
        } else {
            new BoardRun(given.options(), stop).serve(Catalog.of(home), given.variables());
        }
    }
}
