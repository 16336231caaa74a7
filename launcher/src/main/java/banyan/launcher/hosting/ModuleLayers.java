package banyan.launcher.hosting;

import banyan.core.BoardModule;
import banyan.launcher.process.ExitException;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.lang.module.ResolutionException;
import java.lang.module.ResolvedModule;
import java.util.List;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Loads modules: each into its own layer with its own loader, over the launcher's. */
public final class ModuleLayers {
    private final ModuleFinder jars;
    private final ModuleLayer below;

    /**
     * @param jars finds the modules
     * @param below the layer of the launcher, core and the libraries
     */
    public ModuleLayers(ModuleFinder jars, ModuleLayer below) {
        this.jars = jars;
        this.below = below;
    }

    /**
     * Resolves and loads one module, and nothing with it.
     *
     * @throws ExitException if the module requires something that is not there, or another module of the board
     */
    public ModuleLayer load(String module) {
        try {
            // resolveAndBind would bring in every other module that provides BoardModule.
            var resolved = below.configuration().resolve(jars, ModuleFinder.of(), Set.of(module));
            var loaded = resolved.modules().stream()
                    .map(ResolvedModule::name)
                    .collect(Collectors.toCollection(TreeSet::new));
            if (!loaded.equals(Set.of(module))) {
                loaded.remove(module);
                throw ExitException.failure(
                        module + " requires " + String.join(", ", loaded) + ": modules meet only in core");
            }
            return ModuleLayer.defineModulesWithOneLoader(resolved, List.of(below), loaderOf(below))
                    .layer();
        } catch (FindException | ResolutionException e) {
            throw ExitException.failure(module + " cannot be loaded: " + e.getMessage(), e);
        }
    }

    /** The one implementation that the layer's own module provides. */
    public static BoardModule provider(ModuleLayer layer) {
        try {
            var providers =
                    ServiceLoader.load(layer, BoardModule.class).stream().toList();
            if (providers.size() != 1) {
                throw ExitException.failure(
                        layer + " provides BoardModule " + providers.size() + " times instead of once");
            }
            return providers.get(0).get();
        } catch (ServiceConfigurationError e) {
            throw ExitException.failure(
                    layer + " cannot be opened: "
                            + Objects.requireNonNullElse(e.getCause(), e).toString(),
                    e);
        }
    }

    private static ClassLoader loaderOf(ModuleLayer layer) {
        return layer.findLoader(ModuleLayers.class.getModule().getName());
    }
}
