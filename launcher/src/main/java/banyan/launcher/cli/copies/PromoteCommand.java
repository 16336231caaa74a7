package banyan.launcher.cli;

import banyan.launcher.admin.api.AdminPaths;
import banyan.launcher.admin.api.CommandView;
import banyan.launcher.cli.client.AdminClient;
import banyan.launcher.cli.command.Given;
import banyan.launcher.cli.command.ModuleParameter;
import banyan.launcher.cli.command.Subcommand;
import banyan.launcher.config.Option;
import banyan.launcher.process.Installation;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;

/** Makes a copy of a module's data the home without the old one. */
@CommandLine.Command(
        name = "promote",
        description = {
            "Makes the copy of a module's data at --admin-port the home, although the home is lost for good.",
            "Writes that the lost home accepted last may be missing. Prints what is known of them."
        })
final class PromoteCommand implements Subcommand {
    @CommandLine.Mixin
    private final ModuleParameter module;

    PromoteCommand(Installation installation) {
        module = new ModuleParameter(installation);
    }

    @Override
    public Set<Option> options() {
        return OF_CLIENTS;
    }

    @Override
    public void run(Given given) {
        module.requireKnown("promote " + module.name());
        var result = AdminClient.require(given.options())
                .send("POST", AdminPaths.copy(module.name(), AdminPaths.PROMOTE), Map.of(), CommandView.class);
        given.output().print(result.lines());
    }
}
