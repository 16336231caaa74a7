package banyan.launcher.cli.copies;

import banyan.launcher.admin.api.CommandView;
import banyan.launcher.cli.client.AdminClient;
import banyan.launcher.cli.command.Given;
import banyan.launcher.cli.command.ModuleParameter;
import banyan.launcher.cli.command.Subcommand;
import banyan.launcher.config.Option;
import banyan.launcher.process.Installation;
import java.util.Set;
import picocli.CommandLine;

/** A command about the copy of a module's data that the board at {@code --admin-port} has. The board carries it out. */
abstract class CopyCommand implements Subcommand {
    @CommandLine.Mixin
    private final ModuleParameter module;

    CopyCommand(Installation home) {
        module = new ModuleParameter(home);
    }

    /** Calls the board, and returns its lines for the operator. */
    abstract CommandView call(AdminClient board, String name);

    @Override
    public final Set<Option> options() {
        return OF_CLIENTS;
    }

    @Override
    public final void run(Given given) {
        module.requireKnown(describe().name() + " " + module.name());
        given.output()
                .print(call(AdminClient.require(given.options()), module.name()).lines());
    }
}
