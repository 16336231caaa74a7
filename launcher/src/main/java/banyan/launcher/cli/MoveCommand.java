package banyan.launcher.cli;

import banyan.launcher.address.PeerAddress;
import banyan.launcher.admin.api.AdminPaths;
import banyan.launcher.admin.api.MoveView;
import banyan.launcher.admin.api.SlotInput;
import banyan.launcher.admin.api.UndoInput;
import banyan.launcher.cli.client.AdminClient;
import banyan.launcher.cli.command.Given;
import banyan.launcher.cli.command.ModuleParameter;
import banyan.launcher.cli.command.Subcommand;
import banyan.launcher.config.Option;
import banyan.launcher.process.ExitException;
import banyan.launcher.process.Installation;
import banyan.launcher.slots.Location;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Changes a slot of the board that runs. */
@CommandLine.Command(
        name = "move",
        customSynopsis = {
            "banyan move MODULE --to here|URL [--share PERCENT] [--mirror URL|none]",
            "                   [--other-data] [--dry-run]",
            "       banyan move MODULE --mirror URL|none",
            "       banyan move MODULE --undo [--other-data] [--dry-run]"
        },
        description = {
            "Sends the requests of a module, or a share of them, to another process.",
            "The board that runs at --admin-port carries this out while requests arrive.",
            "If the location is a standby (--follow), the data move with the requests."
        })
final class MoveCommand implements Subcommand {
    private static final String USAGE =
            "give --to here or an address such as http://localhost:3001, --mirror an address, or --undo";

    /** For the log of the board. */
    private static final String USER =
            Optional.ofNullable(System.getProperty("user.name")).orElse("somebody");

    @CommandLine.Mixin
    private final ModuleParameter module;

    @CommandLine.Option(
            names = "--to",
            paramLabel = "here|URL",
            description =
                    "The location that gets the requests: this process, or another one such as http://localhost:3001.")
    private @Nullable String to;

    @CommandLine.Option(
            names = "--share",
            paramLabel = "PERCENT",
            description = "The percentage of the requests that go there, 1 to 100. The others stay. Default: 100.")
    private @Nullable String share;

    @CommandLine.Option(
            names = "--mirror",
            paramLabel = "URL|none",
            description = "Sends a copy of each GET request there, and compares the responses.")
    private @Nullable String mirror;

    @CommandLine.Option(names = "--other-data", description = "Accepts a location that serves other data.")
    private boolean isOtherData;

    @CommandLine.Option(
            names = "--dry-run",
            description = "Checks the move, also that a standby has the same rows, and changes nothing.")
    private boolean isDryRun;

    @CommandLine.Option(names = "--undo", description = "Goes back to the locations before the last move.")
    private boolean isUndo;

    MoveCommand(Installation home) {
        module = new ModuleParameter(home);
    }

    @Override
    public Set<Option> options() {
        return OF_CLIENTS;
    }

    @Override
    public void run(Given given) {
        requireOneWish();
        var input = new SlotInput(
                to == null ? null : address("--to", to, Location.HERE.toString()),
                share == null ? null : percentage(share),
                null,
                mirror == null ? null : address("--mirror", mirror, SlotInput.NO_MIRROR),
                isOtherData,
                isDryRun ? true : null,
                USER);
        module.requireKnown("move " + module.name());
        var board = AdminClient.require(given.options()).forComparison();
        given.output().print(SlotLines.of(isUndo ? undo(board) : move(board, input), isDryRun));
    }

    private void requireOneWish() {
        if (isUndo == (to != null || mirror != null)) {
            throw ExitException.usage("move " + module.name() + ": " + USAGE);
        }
        if (share != null && to == null) {
            throw ExitException.usage("--share " + share + ": a share needs a location; give --to beside it");
        }
    }

    private MoveView undo(AdminClient board) {
        return board.send(
                "POST",
                AdminPaths.undo(module.name()),
                new UndoInput(isOtherData, isDryRun ? true : null, USER),
                MoveView.class);
    }

    private MoveView move(AdminClient board, SlotInput input) {
        try {
            return board.send("PUT", AdminPaths.slot(module.name()), input, MoveView.class);
        } catch (ExitException e) {
            throw e.isUsage() ? ExitException.usage(named(e.line())) : e;
        }
    }

    /** An operator knows the flags, and not the members of the input. */
    private String named(String fault) {
        return fault.replaceFirst("^/location: ", "--to " + to + ": ")
                .replaceFirst("^/share: ", "--share " + share + ": ")
                .replaceFirst("^/mirror: ", "--mirror " + mirror + ": ");
    }

    /** Resolved here, because a name may mean another machine where the board runs. */
    private static String address(String flag, String text, String word) {
        try {
            return text.equals(word) ? word : PeerAddress.parse(text).toString();
        } catch (IllegalArgumentException e) {
            throw ExitException.usage(flag + " " + text + ": " + e.getMessage() + ", or " + word);
        }
    }

    private static int percentage(String text) {
        if (!text.matches("[1-9]\\d?|100")) {
            throw ExitException.usage("--share " + text + ": not a share; give a whole number from 1 to 100");
        }
        return Integer.parseInt(text);
    }
}
