package banyan.launcher.cli.copies;

import banyan.launcher.admin.api.AdminPaths;
import banyan.launcher.admin.api.CommandView;
import banyan.launcher.cli.client.AdminClient;
import banyan.launcher.process.Installation;
import java.util.Map;
import picocli.CommandLine;

/** Compares the copies of a module's data. */
@CommandLine.Command(
        name = "verify",
        description = {
            "Compares all rows of the copies of a module's data with those of the home, while both serve.",
            "A copy that differs stops following, and the row is named."
        })
public final class VerifyCommand extends CopyCommand {
    public VerifyCommand(Installation home) {
        super(home);
    }

    @Override
    CommandView call(AdminClient board, String module) {
        return board.forComparison()
                .send("POST", AdminPaths.copy(module, AdminPaths.VERIFY), Map.of(), CommandView.class);
    }
}
