package banyan.launcher.cli;

import banyan.launcher.hosting.Catalog;
import banyan.launcher.hosting.ModuleLayers;
import banyan.launcher.process.ExitException;
import java.util.SortedMap;
import java.util.TreeMap;

/** The commands that modules offer, as far as one can know them without opening any. */
public final class Commands {
    /**
     * What a module offers.
     *
     * @param module its short name
     * @param usage the words that may follow
     */
    record Offer(String module, String usage) {}

    private Commands() {}

    /**
     * All of them, by name.
     *
     * @throws ExitException if a module cannot be loaded, or two offer the same one
     */
    public static SortedMap<String, Offer> of(Catalog catalog) {
        var offers = new TreeMap<String, Offer>();
        for (var module : catalog.names()) {
            ModuleLayers.provider(layer(catalog, module)).commands().forEach((name, usage) -> {
                var other = offers.put(name, new Offer(module, usage));
                if (other != null) {
                    throw ExitException.failure(
                            other.module + " and " + module + " both offer the command " + name + ": rename one");
                }
            });
        }
        return offers;
    }

    static ModuleLayer layer(Catalog catalog, String module) {
        var below = Commands.class.getModule().getLayer();
        return new ModuleLayers(catalog.jars(), below).load(catalog.moduleName(module));
    }
}
