package banyan.launcher.hosting;

import banyan.core.store.Schema;
import banyan.launcher.config.Option;
import banyan.launcher.config.Options;
import banyan.launcher.config.Suggestion;
import banyan.launcher.process.ExitException;
import banyan.launcher.process.Installation;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The modules that can be hosted, from their descriptors alone: none of their classes is loaded. */
public final class Catalog {
    private final ModuleFinder jars;
    private final SortedMap<String, ModuleDescriptor> modules;

    private Catalog(ModuleFinder jars, SortedMap<String, ModuleDescriptor> modules) {
        this.jars = jars;
        this.modules = Collections.unmodifiableSortedMap(new TreeMap<>(modules));
    }

    /**
     * Reads the descriptors of the jars in {@code modules/}.
     *
     * @throws ExitException if the folder is missing, if a jar in it is damaged or no JPMS module, or if a module is on the
     *     path of the launcher
     */
    public static Catalog of(Installation home) {
        var jars = ModuleFinder.of(home.modules());
        return new Catalog(jars, new ModuleJars(home, jars).descriptors());
    }

    /** The short names of all modules, in alphabetical order. */
    public SortedSet<String> names() {
        return new TreeSet<>(modules.keySet());
    }

    /**
     * The modules that the option {@code --modules} selects.
     *
     * @throws ExitException for a name that no module has, there, in {@code --database}, {@code --remote} or {@code --follow};
     *     and for a module in {@code --follow} that is not selected
     */
    public SortedSet<String> selected(Options options) {
        options.database().modules().forEach(name -> requireKnown(name, options.given(Option.DATABASE, name + "=…")));
        options.remotes().forEach((name, address) -> requireKnown(name, options.given(Option.REMOTE, name + "=…")));
        options.follows().forEach((name, address) -> requireKnown(name, options.given(Option.FOLLOW, name + "=…")));
        var selected = named(options);
        options.follows().forEach((name, address) -> requireSelected(name, selected, options));
        return selected;
    }

    private SortedSet<String> named(Options options) {
        var names = options.modules();
        if (names.equals(List.of(Options.ALL))) {
            return names();
        }
        var selected = new TreeSet<>(names);
        selected.remove(Options.NONE);
        selected.forEach(name -> requireKnown(name, options.given(Option.MODULES, name)));
        return selected;
    }

    /** Otherwise the module that was meant would begin with data of its own, and could not follow later. */
    private static void requireSelected(String name, SortedSet<String> selected, Options options) {
        if (!selected.contains(name)) {
            throw ExitException.usage(options.given(Option.FOLLOW, name + "=…") + ": this process does not host " + name
                    + "; add it to --modules, or follow a module that is hosted here");
        }
    }

    /**
     * Rejects a name that no module has.
     *
     * @param given the name as the operator gave it
     * @throws ExitException if no module has this name
     */
    public void requireKnown(String name, String given) {
        if (!modules.containsKey(name)) {
            throw ExitException.usage(given + ": there is no such module; the nearest is "
                    + Suggestion.to(name, names()) + ", and all are " + String.join(", ", names()));
        }
    }

    /** The name of the JPMS module that has this short name. */
    public String moduleName(String name) {
        return Objects.requireNonNull(modules.get(name), name).name();
    }

    /** The schema that a module brings with it, without rows of its own. */
    public Schema schema(String name, ModuleLayer layer) {
        return new Schema(name, layer.findLoader(moduleName(name)), (change, number, row) -> {});
    }

    /**
     * Loads one module, and nothing with it.
     *
     * @throws ExitException if it cannot be loaded
     */
    public ModuleLayer load(String name) {
        return new ModuleLayers(jars, Catalog.class.getModule().getLayer()).load(moduleName(name));
    }
}
