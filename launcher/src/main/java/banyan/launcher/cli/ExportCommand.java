package banyan.launcher.cli;

import banyan.launcher.cli.data.DataFile;
import banyan.launcher.cli.data.ModuleDataFinder;
import banyan.launcher.cli.data.Progress;
import banyan.launcher.config.Option;
import banyan.launcher.process.Installation;
import java.util.Set;
import picocli.CommandLine;

/** Writes the data of a module. */
@CommandLine.Command(
        name = "export",
        description = {
            "Writes all data of a module as lines of JSON.",
            "The board that runs at --admin-port does this while it serves. Where no board runs, the command opens the data itself."
        })
final class ExportCommand implements Subcommand {
    @CommandLine.Mixin
    private final ModuleParameter module;

    @CommandLine.Option(names = "--to", paramLabel = "FILE", description = "A new file. Default: standard output.")
    private String to = DataFile.STANDARD;

    @CommandLine.Option(names = "--with-keys", description = "Includes the private keys that sign tokens.")
    private boolean isWithKeys;

    ExportCommand(Installation home) {
        module = new ModuleParameter(home);
    }

    @Override
    public Set<Option> options() {
        return OF_DATA;
    }

    @Override
    public void run(Given given) {
        var name = "export " + module.name();
        var file = new DataFile("--to", to);
        var progress = new Progress(name);
        module.requireKnown(name);
        new ModuleDataFinder(module.catalog(), module.name(), given.options())
                .existing()
                .use(name, data -> file.fill(out -> data.exportTo(progress.of(out), isWithKeys)));
        progress.done("to " + file.shown());
    }
}
