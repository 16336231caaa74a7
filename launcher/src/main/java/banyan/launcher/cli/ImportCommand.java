package banyan.launcher.cli;

import banyan.launcher.cli.command.Given;
import banyan.launcher.cli.command.ModuleParameter;
import banyan.launcher.cli.command.Subcommand;
import banyan.launcher.cli.data.DataFiles;
import banyan.launcher.cli.data.ModuleDataFinder;
import banyan.launcher.cli.data.Progress;
import banyan.launcher.config.Option;
import banyan.launcher.process.Installation;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;

/** Reads the data of a module. */
@CommandLine.Command(
        name = "import",
        description = {
            "Reads exported data into an empty module, an export alone or with its increments: all of it, or nothing.",
            "The board that runs at --admin-port does this while it serves. Where no board runs, the command opens the data itself."
        })
final class ImportCommand implements Subcommand {
    @CommandLine.Mixin
    private final ModuleParameter module;

    @CommandLine.Option(
            names = "--from",
            paramLabel = "FILE",
            description = {
                "The file. Default: standard input. For an export and its increments, repeat --from in the order in which",
                "they were made."
            })
    private List<String> from = List.of();

    @CommandLine.Option(
            names = "--keep-keys",
            description = "Signs tokens with the keys of the file. The module keeps keys of its own otherwise.")
    private boolean isKeepingKeys;

    ImportCommand(Installation home) {
        module = new ModuleParameter(home);
    }

    @Override
    public Set<Option> options() {
        return OF_DATA;
    }

    @Override
    public void run(Given given) {
        var name = "import " + module.name();
        var files = DataFiles.from(from);
        var progress = new Progress(name);
        module.requireKnown(name);
        new ModuleDataFinder(module.catalog(), module.name(), given.options())
                .use(name, data -> files.read(progress, in -> data.importFrom(in, isKeepingKeys)));
        progress.done("from " + files.shown());
    }
}
