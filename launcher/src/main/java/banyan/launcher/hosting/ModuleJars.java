package banyan.launcher.hosting;

import banyan.core.BoardModule;
import banyan.launcher.process.ExitException;
import banyan.launcher.process.Installation;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the modules of an installation, and rejects jars that cannot be hosted. */
record ModuleJars(Installation home, ModuleFinder jars) {
    /** The descriptors of all modules by their short names. */
    SortedMap<String, ModuleDescriptor> descriptors() {
        rejectLoaded();
        var modules = modules();
        if (modules.isEmpty()) {
            throw ExitException.failure(home.fault().orElse("there is no module in " + home.modules()));
        }
        return modules;
    }

    private SortedMap<String, ModuleDescriptor> modules() {
        var modules = new TreeMap<String, ModuleDescriptor>();
        try {
            for (var jar : jars.findAll()) {
                if (providesBoardModule(jar.descriptor())) {
                    requireDescriptor(jar);
                    rejectSecond(modules.put(shortName(jar.descriptor()), jar.descriptor()), jar.descriptor());
                }
            }
            return modules;
        } catch (FindException e) {
            throw ExitException.failure(home.fault().orElse("the modules cannot be read: " + e.getMessage()), e);
        }
    }

    /** A module among the libraries, or on the module path, was resolved with the launcher whether it is selected or not. */
    private static void rejectLoaded() {
        var launcher = ModuleJars.class.getModule().getLayer();
        if (launcher == null) {
            return;
        }
        var loaded = launcher.modules().stream()
                .map(Module::getDescriptor)
                .filter(ModuleJars::providesBoardModule)
                .map(ModuleDescriptor::name)
                .sorted()
                .collect(Collectors.joining(", "));
        if (!loaded.isEmpty()) {
            throw ExitException.failure(
                    loaded + " would be loaded unasked: a module's jar stands in modules/ alone, and on no path");
        }
    }

    /** A jar without a descriptor reads everything, and brings in every other jar without one. */
    private static void requireDescriptor(ModuleReference jar) {
        if (jar.descriptor().isAutomatic()) {
            throw ExitException.failure(
                    jar.location().map(Path::of).orElseThrow() + " is no JPMS module: it needs a module-info");
        }
    }

    private static void rejectSecond(@Nullable ModuleDescriptor one, ModuleDescriptor other) {
        if (one != null) {
            throw ExitException.failure(
                    one.name() + " and " + other.name() + " would have the same path: rename one of them");
        }
    }

    /** The last segment: {@code banyan.posts} is {@code posts}. */
    private static String shortName(ModuleDescriptor descriptor) {
        return descriptor.name().substring(descriptor.name().lastIndexOf('.') + 1);
    }

    private static boolean providesBoardModule(ModuleDescriptor descriptor) {
        return descriptor.provides().stream()
                .anyMatch(service -> service.service().equals(BoardModule.class.getName()));
    }
}
