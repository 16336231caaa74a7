package banyan.launcher.hosting;

import banyan.core.BoardModule;
import banyan.launcher.config.Option;
import banyan.launcher.config.Options;
import banyan.launcher.config.Suggestion;
import banyan.launcher.process.ExitException;
import banyan.launcher.process.Installation;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The modules that could be hosted, from their descriptors alone: no class of theirs is loaded. */
public final class Catalog {
    private final ModuleFinder jars;
    private final SortedMap<String, ModuleDescriptor> modules;

    private Catalog(ModuleFinder jars, SortedMap<String, ModuleDescriptor> modules) {
        this.jars = jars;
        this.modules = Collections.unmodifiableSortedMap(modules);
    }

    /**
     * Looks into {@code modules/}.
     *
     * @throws ExitException if the folder is missing, a jar in it is damaged or no JPMS module, or a module is loaded
     *     already
     */
    public static Catalog of(Installation home) {
        refuseUnasked();
        var jars = ModuleFinder.of(home.modules());
        var modules = new TreeMap<String, ModuleDescriptor>();
        try {
            for (var jar : jars.findAll()) {
                if (providesBoardModule(jar.descriptor())) {
                    refuseUnnamed(jar);
                    var other = modules.put(shortName(jar.descriptor()), jar.descriptor());
                    refuseTwo(other, jar.descriptor());
                }
            }
        } catch (FindException e) {
            throw ExitException.failure(home.fault().orElse("the modules cannot be read: " + e.getMessage()), e);
        }
        if (modules.isEmpty()) {
            throw ExitException.failure(home.fault().orElse("there is no module in " + home.modules()));
        }
        return new Catalog(jars, modules);
    }

    /** The short names of all, in alphabetical order. */
    public SortedSet<String> names() {
        return new TreeSet<>(modules.keySet());
    }

    /**
     * What the option {@code --modules} means here.
     *
     * @throws ExitException for a name that no module has, there, in {@code --database} or in {@code --remote}
     */
    public SortedSet<String> asked(Options options) {
        options.database().modules().forEach(name -> requireKnown(name, options.given(Option.DATABASE, name + "=…")));
        options.remotes().forEach((name, address) -> requireKnown(name, options.given(Option.REMOTE, name + "=…")));
        var names = options.modules();
        if (names.equals(List.of(Options.ALL))) {
            return names();
        }
        var asked = new TreeSet<>(names);
        asked.remove(Options.NONE);
        asked.forEach(name -> requireKnown(name, options.given(Option.MODULES, name)));
        return asked;
    }

    /**
     * @param given the name, as the operator gave it
     * @throws ExitException if no module has this name
     */
    public void requireKnown(String name, String given) {
        if (!modules.containsKey(name)) {
            throw ExitException.usage(given + ": there is no such module; the nearest is "
                    + Suggestion.to(name, names()) + ", and all are " + String.join(", ", names()));
        }
    }

    /** The JPMS module that has a short name of this catalog. */
    public String moduleName(String name) {
        return Objects.requireNonNull(modules.get(name), name).name();
    }

    /**
     * Loads one module, and nothing with it.
     *
     * @throws ExitException if it cannot be loaded
     */
    public ModuleLayer load(String name) {
        return new ModuleLayers(jars, Catalog.class.getModule().getLayer()).load(moduleName(name));
    }

    public ModuleFinder jars() {
        return jars;
    }

    /** A module among the libraries, or on the module path, was resolved with the launcher, whatever is asked for. */
    private static void refuseUnasked() {
        var launcher = Catalog.class.getModule().getLayer();
        if (launcher != null) {
            var unasked = launcher.modules().stream()
                    .map(Module::getDescriptor)
                    .filter(Catalog::providesBoardModule)
                    .map(ModuleDescriptor::name)
                    .sorted()
                    .collect(Collectors.joining(", "));
            if (!unasked.isEmpty()) {
                throw ExitException.failure(
                        unasked + " would be loaded unasked: a module's jar stands in modules/ alone, and on no path");
            }
        }
    }

    /** What has no descriptor reads everything, and brings in whatever else has none. */
    private static void refuseUnnamed(ModuleReference jar) {
        if (jar.descriptor().isAutomatic()) {
            throw ExitException.failure(
                    jar.location().map(Path::of).orElseThrow() + " is no JPMS module: it needs a module-info");
        }
    }

    private static void refuseTwo(@Nullable ModuleDescriptor one, ModuleDescriptor other) {
        if (one != null) {
            throw ExitException.failure(
                    one.name() + " and " + other.name() + " would answer at one path: rename one of them");
        }
    }

    /** The last segment: {@code banyan.posts} is {@code posts}. */
    static String shortName(ModuleDescriptor descriptor) {
        return descriptor.name().substring(descriptor.name().lastIndexOf('.') + 1);
    }

    private static boolean providesBoardModule(ModuleDescriptor descriptor) {
        return descriptor.provides().stream()
                .anyMatch(service -> service.service().equals(BoardModule.class.getName()));
    }
}
