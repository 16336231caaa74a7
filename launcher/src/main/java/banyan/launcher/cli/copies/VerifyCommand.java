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

/** Compares the copies of a module's data. */
@CommandLine.Command(
        name = "verify",
        description = {
            "Compares all rows of the copies of a module's data with those of the home, while both serve.",
            "A copy that differs stops following, and the row is named."
        })
final class VerifyCommand implements Subcommand {
    @CommandLine.Mixin
    private final ModuleParameter module;

    VerifyCommand(Installation installation) {
        module = new ModuleParameter(installation);
    }

    @Override
    public Set<Option> options() {
        return OF_CLIENTS;
    }

    @Override
    public void run(Given given) {
        module.requireKnown("verify " + module.name());
        var result = AdminClient.require(given.options())
                .send("POST", AdminPaths.copy(module.name(), AdminPaths.VERIFY), Map.of(), CommandView.class);
        given.output().print(result.lines());
    }
}
