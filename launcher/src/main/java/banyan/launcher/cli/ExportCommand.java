package banyan.launcher.cli;

import banyan.launcher.cli.command.Given;
import banyan.launcher.cli.command.ModuleParameter;
import banyan.launcher.cli.command.Subcommand;
import banyan.launcher.cli.data.DataFile;
import banyan.launcher.cli.data.FirstLine;
import banyan.launcher.cli.data.ModuleDataFinder;
import banyan.launcher.cli.data.Progress;
import banyan.launcher.config.Option;
import banyan.launcher.process.ExitException;
import banyan.launcher.process.Installation;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Writes the data of a module. */
@CommandLine.Command(
        name = "export",
        description = {
            "Writes all data of a module, or what has changed, as lines of JSON.",
            "The board that runs at --admin-port does this while it serves. Where no board runs, the command opens the data itself."
        })
final class ExportCommand implements Subcommand {
    @CommandLine.Mixin
    private final ModuleParameter module;

    @CommandLine.Option(names = "--to", paramLabel = "FILE", description = "A new file. Default: standard output.")
    private String to = DataFile.STANDARD;

    @CommandLine.Option(
            names = "--since",
            paramLabel = "REVISION",
            description = {
                "Writes only what has changed after this revision, for an import together with the earlier exports. The first",
                "line of each export and the last line of this command name its revision."
            })
    private @Nullable String since;

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
        var first = new FirstLine();
        long revision = since == null ? 0 : revision(since);
        module.requireKnown(name);
        new ModuleDataFinder(module.catalog(), module.name(), given.options())
                .existing()
                .use(
                        name,
                        data -> file.fill(out -> data.exportTo(progress.of(first.keeping(out)), revision, isWithKeys)));
        var made = first.revision();
        progress.done("to " + file.shown() + (made.isEmpty() ? "" : ", at revision " + made.getAsLong()));
    }

    private static long revision(String text) {
        try {
            long revision = Long.parseLong(text);
            if (revision > 0) {
                return revision;
            }
        } catch (NumberFormatException e) {
            // the same mistake
        }
        throw ExitException.usage("--since " + text
                + ": not a revision; give the number in the first line of the last export, such as 1234");
    }
}
