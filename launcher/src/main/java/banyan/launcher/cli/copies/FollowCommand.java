package banyan.launcher.cli.copies;

import banyan.launcher.address.PeerAddress;
import banyan.launcher.admin.api.AdminPaths;
import banyan.launcher.admin.api.CommandView;
import banyan.launcher.admin.api.FollowInput;
import banyan.launcher.cli.client.AdminClient;
import banyan.launcher.process.ExitException;
import banyan.launcher.process.Installation;
import picocli.CommandLine;

/** Lets a copy of a module's data follow its home. */
@CommandLine.Command(
        name = "follow",
        description = {
            "Lets the copy of a module's data at --admin-port follow its home, and copies all data again.",
            "The copy accepts no writes. A copy that is the home is rejected, as its data would be lost."
        })
public final class FollowCommand extends CopyCommand {
    @CommandLine.Parameters(
            index = "1",
            paramLabel = "URL",
            description = "The admin port of the process that has the home, such as http://localhost:3900.")
    private String home = "";

    public FollowCommand(Installation installation) {
        super(installation);
    }

    @Override
    CommandView call(AdminClient board, String module) {
        return board.send(
                "PUT", AdminPaths.copy(module, AdminPaths.FOLLOW), new FollowInput(address(module)), CommandView.class);
    }

    private String address(String module) {
        try {
            return PeerAddress.parse(home).toString();
        } catch (IllegalArgumentException e) {
            throw ExitException.usage("follow " + module + " " + home + ": " + e.getMessage());
        }
    }
}
