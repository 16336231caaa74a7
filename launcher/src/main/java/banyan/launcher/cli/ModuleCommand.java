package banyan.launcher.cli;

import banyan.core.BoardException;
import banyan.core.Seed;
import banyan.launcher.config.Options;
import banyan.launcher.config.Suggestion;
import banyan.launcher.hosting.Catalog;
import banyan.launcher.hosting.Databases;
import banyan.launcher.hosting.HostedModule;
import banyan.launcher.hosting.Ports;
import banyan.launcher.process.ExitException;
import banyan.launcher.process.Installation;
import banyan.launcher.remote.Peers;
import banyan.launcher.slots.Slots;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A command that a module offers: the board that runs does it or, where none does, this process opens that module alone. */
public final class ModuleCommand {
    private final List<String> words = new ArrayList<>();
    private final Catalog catalog;
    private final Options options;

    private ModuleCommand(Installation home, String... arguments) {
        var given = new Words(arguments);
        for (var word = given.next(); word.isPresent(); word = given.next()) {
            words.add(word.get());
        }
        catalog = Catalog.of(home);
        options = given.options();
    }

    public static boolean isAsked(String... arguments) {
        return arguments.length > 0 && !arguments[0].startsWith("-");
    }

    public static void run(Installation home, String... arguments) {
        new ModuleCommand(home, arguments).run().forEach(System.out::println);
    }

    private List<String> run() {
        var name = words.remove(0);
        var offers = Commands.of(catalog);
        var offer = offers.get(name);
        if (offer == null) {
            var names = new TreeSet<>(offers.keySet());
            names.addAll(DataCommand.NAMES);
            names.addAll(SlotCommand.NAMES);
            throw ExitException.usage(
                    name + ": there is no such command; the nearest is " + Suggestion.to(name, names));
        }
        if (!new Usage(offer.usage()).allows(words)) {
            throw ExitException.usage(
                    (name + " " + String.join(" ", words)).strip() + ": " + name + " takes " + offer.usage());
        }
        var board = AdminClient.at(options);
        return board.isPresent() ? board.get().run(name, words) : open(offer.module(), name);
    }

    private List<String> open(String module, String name) {
        var databases = Databases.ready(options, Set.of(module));
        databases.refuseNone(module);
        var layer = Commands.layer(catalog, module);
        var peers = new Peers(1);
        var ports = new Ports(new Slots(Set.of(), peers), peers);
        try (var opened = new HostedModule(module, layer, databases, Seed.NONE, ports)) {
            var command = opened.commands().get(name);
            if (command == null) {
                throw ExitException.failure(
                        module + " offers the command " + name + ", and does not have it when it is open");
            }
            return command.run(words);
        } catch (BoardException e) {
            throw e.kind() == BoardException.Kind.INVALID
                    ? ExitException.usage(e.detail())
                    : ExitException.failure(e.detail(), e);
        }
    }
}
