package banyan.launcher.cli;

import banyan.launcher.hosting.Catalog;
import banyan.launcher.hosting.ModuleLayers;
import banyan.launcher.process.ExitException;
import banyan.launcher.process.Installation;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The commands that modules offer, by name. Modules are loaded for that, and none is opened. */
final class Offers {
    private final Installation home;
    private @Nullable SortedMap<String, OfferedCommand> commands;

    Offers(Installation home) {
        this.home = home;
    }

    /**
     * @throws ExitException if a module cannot be loaded, or two modules offer the same command
     */
    SortedMap<String, OfferedCommand> all() {
        if (commands == null) {
            commands = Collections.unmodifiableSortedMap(load());
        }
        return commands;
    }

    private SortedMap<String, OfferedCommand> load() {
        var catalog = Catalog.of(home);
        var all = new TreeMap<String, OfferedCommand>();
        for (var module : catalog.names()) {
            var layer = catalog.load(module);
            ModuleLayers.provider(layer).commands().forEach((name, description) -> {
                var other = all.put(name, new OfferedCommand(name, description, module, layer));
                requireOne(name, module, other);
            });
        }
        return all;
    }

    private static void requireOne(String name, String module, @Nullable OfferedCommand other) {
        if (other != null) {
            throw ExitException.failure(
                    other.module() + " and " + module + " both offer the command " + name + ": rename one");
        }
    }
}
