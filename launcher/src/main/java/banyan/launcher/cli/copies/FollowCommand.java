package banyan.launcher.cli;

import banyan.launcher.address.PeerAddress;
import banyan.launcher.admin.api.AdminPaths;
import banyan.launcher.admin.api.FollowInput;
import banyan.launcher.admin.api.RoleView;
import banyan.launcher.cli.client.AdminClient;
import banyan.launcher.cli.command.Given;
import banyan.launcher.cli.command.ModuleParameter;
import banyan.launcher.cli.command.Subcommand;
import banyan.launcher.config.Option;
import banyan.launcher.process.ExitException;
import banyan.launcher.process.Installation;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;

/** Lets a copy of a module's data follow its home. */
@CommandLine.Command(
        name = "follow",
        description = {
            "Lets the copy of a module's data at --admin-port follow its home, and copies all data again.",
            "The copy accepts no writes. A copy that is the home is rejected, as its data would be lost."
        })
final class FollowCommand implements Subcommand {
    @CommandLine.Mixin
    private final ModuleParameter module;

    @CommandLine.Parameters(
            index = "1",
            paramLabel = "URL",
            description = "The admin port of the process that has the home, such as http://localhost:3900.")
    private String home = "";

    FollowCommand(Installation installation) {
        module = new ModuleParameter(installation);
    }

    @Override
    public Set<Option> options() {
        return OF_CLIENTS;
    }

    @Override
    public void run(Given given) {
        module.requireKnown("follow " + module.name());
        var role = AdminClient.require(given.options())
                .send(
                        "PUT",
                        AdminPaths.copy(module.name(), AdminPaths.FOLLOW),
                        new FollowInput(address()),
                        RoleView.class);
        given.output().print(List.of(module.name() + ": " + role.role() + " of " + role.home()));
    }

    private String address() {
        try {
            return PeerAddress.parse(home).toString();
        } catch (IllegalArgumentException e) {
            throw ExitException.usage("follow " + module.name() + " " + home + ": " + e.getMessage());
        }
    }
}
