package banyan.launcher.cli;

import banyan.launcher.admin.api.AdminPaths;
import banyan.launcher.admin.api.SlotView;
import banyan.launcher.cli.client.AdminClient;
import banyan.launcher.cli.command.Given;
import banyan.launcher.cli.command.Subcommand;
import banyan.launcher.config.Option;
import java.util.ArrayList;
import java.util.Set;
import picocli.CommandLine;

/** Shows the slots of the board that runs. */
@CommandLine.Command(
        name = "slots",
        description = {
            "Shows where the requests of each module go, and the result of each mirror.",
            "Calls the board at --admin-port."
        })
final class SlotsCommand implements Subcommand {
    @Override
    public Set<Option> options() {
        return OF_CLIENTS;
    }

    @Override
    public void run(Given given) {
        var lines = new ArrayList<String>();
        var slots = AdminClient.require(given.options()).get(AdminPaths.SLOTS, SlotView[].class);
        for (var slot : slots) {
            lines.addAll(SlotLines.of(slot));
        }
        given.output().print(lines);
    }
}
