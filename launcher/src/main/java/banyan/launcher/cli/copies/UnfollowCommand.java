package banyan.launcher.cli;

import banyan.launcher.admin.api.AdminPaths;
import banyan.launcher.admin.api.RoleView;
import banyan.launcher.cli.client.AdminClient;
import banyan.launcher.cli.command.Given;
import banyan.launcher.cli.command.ModuleParameter;
import banyan.launcher.cli.command.Subcommand;
import banyan.launcher.config.Option;
import banyan.launcher.process.Installation;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;

/** Ends the following of a copy of a module's data. */
@CommandLine.Command(
        name = "unfollow",
        description = {
            "Ends the following of the copy of a module's data at --admin-port. It accepts no writes, and shows what it has.",
            "To follow again, use follow."
        })
final class UnfollowCommand implements Subcommand {
    @CommandLine.Mixin
    private final ModuleParameter module;

    UnfollowCommand(Installation installation) {
        module = new ModuleParameter(installation);
    }

    @Override
    public Set<Option> options() {
        return OF_CLIENTS;
    }

    @Override
    public void run(Given given) {
        module.requireKnown("unfollow " + module.name());
        var role = AdminClient.require(given.options())
                .delete(AdminPaths.copy(module.name(), AdminPaths.FOLLOW), RoleView.class);
        given.output().print(List.of(module.name() + ": " + role.role()));
    }
}
