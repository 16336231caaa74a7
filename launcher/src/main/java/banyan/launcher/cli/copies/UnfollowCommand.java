package banyan.launcher.cli.copies;

import banyan.launcher.admin.api.AdminPaths;
import banyan.launcher.admin.api.CommandView;
import banyan.launcher.cli.client.AdminClient;
import banyan.launcher.process.Installation;
import picocli.CommandLine;

/** Ends the following of a copy of a module's data. */
@CommandLine.Command(
        name = "unfollow",
        description = {
            "Ends the following of the copy of a module's data at --admin-port. It accepts no writes, and shows what it has.",
            "To follow again, use follow."
        })
public final class UnfollowCommand extends CopyCommand {
    public UnfollowCommand(Installation home) {
        super(home);
    }

    @Override
    CommandView call(AdminClient board, String module) {
        return board.delete(AdminPaths.copy(module, AdminPaths.FOLLOW), CommandView.class);
    }
}
