package banyan.launcher.cli;

import banyan.launcher.cli.command.Subcommand;
import banyan.launcher.cli.copies.FollowCommand;
import banyan.launcher.cli.copies.PromoteCommand;
import banyan.launcher.cli.copies.UnfollowCommand;
import banyan.launcher.cli.copies.VerifyCommand;
import banyan.launcher.config.Suggestion;
import banyan.launcher.process.ExitException;
import banyan.launcher.process.Installation;
import banyan.launcher.process.StopSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The commands by name: the launcher's own, each loaded only when it is named, and those that modules offer. */
final class Commands {
    private static final List<String> OWN =
            List.of("run", "slots", "move", "follow", "unfollow", "verify", "promote", "export", "import", "train");

    private final Installation home;
    private final StopSignal stop;
    private final Supplier<SortedMap<String, OfferedCommand>> offers;

    /**
     * @param offers the commands of modules, which are loaded when they are first needed
     */
    Commands(Installation home, StopSignal stop, Supplier<SortedMap<String, OfferedCommand>> offers) {
        this.home = home;
        this.stop = stop;
        this.offers = offers;
    }

    /**
     * @throws ExitException if there is no such command
     */
    Subcommand named(String name) {
        var own = own(name);
        return own != null ? own : offered(name);
    }

    /** All of them: the launcher's own first. */
    List<Subcommand> all() {
        var all = new ArrayList<Subcommand>();
        names().forEach(name -> all.add(named(name)));
        return all;
    }

    List<String> names() {
        return Stream.concat(OWN.stream(), offers.get().keySet().stream()).toList();
    }

    /** The names of the commands that take a flag. */
    List<String> taking(String flag) {
        return names().stream()
                .filter(name ->
                        Grammar.of(named(name)).getCommandSpec().optionsMap().containsKey(flag))
                .toList();
    }

    /** Not a map of constructors, which would load every class of a command to start any of them. */
    private @Nullable Subcommand own(String name) {
        return switch (name) {
            case RunCommand.NAME -> new RunCommand(home, stop);
            case "slots" -> new SlotsCommand();
            case "move" -> new MoveCommand(home);
            case "follow" -> new FollowCommand(home);
            case "unfollow" -> new UnfollowCommand(home);
            case "verify" -> new VerifyCommand(home);
            case "promote" -> new PromoteCommand(home);
            case "export" -> new ExportCommand(home);
            case "import" -> new ImportCommand(home);
            case "train" -> new TrainCommand(home, stop);
            default -> null;
        };
    }

    private Subcommand offered(String name) {
        return Optional.ofNullable(offers.get().get(name))
                .orElseThrow(() -> ExitException.usage(
                        name + ": there is no such command; the nearest is " + Suggestion.to(name, names())));
    }
}
