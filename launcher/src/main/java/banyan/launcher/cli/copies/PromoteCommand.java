package banyan.launcher.cli.copies;

import banyan.launcher.admin.api.AdminPaths;
import banyan.launcher.admin.api.CommandView;
import banyan.launcher.cli.client.AdminClient;
import banyan.launcher.process.Installation;
import java.util.Map;
import picocli.CommandLine;

/** Makes a copy of a module's data the home without the old one. */
@CommandLine.Command(
        name = "promote",
        description = {
            "Makes the copy of a module's data at --admin-port the home, although the home is lost for good.",
            "Writes that the lost home accepted last may be missing. Prints what is known of them."
        })
public final class PromoteCommand extends CopyCommand {
    public PromoteCommand(Installation home) {
        super(home);
    }

    @Override
    CommandView call(AdminClient board, String module) {
        return board.send("POST", AdminPaths.copy(module, AdminPaths.PROMOTE), Map.of(), CommandView.class);
    }
}
