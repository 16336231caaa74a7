package banyan.launcher;

import banyan.launcher.process.Exit;
import banyan.launcher.process.Installation;
import java.lang.module.ModuleFinder;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Starts the program in a module layer. {@code java -jar} puts {@code launcher.jar} on the class path, where JPMS enforces
 * nothing. This class requires nothing but the JDK: it resolves the launcher and {@code lib/} into a module layer and starts
 * {@link Launcher} there. On the module path, the boot layer is that layer.
 */
public final class Bootstrap {
    private static final String LAUNCHER = "banyan.launcher";

    private Bootstrap() {}

    public static void main(String[] args) {
        // Until the program listens for signals itself, nothing has to be closed.
        var stop = new Thread(() -> Runtime.getRuntime().halt(Exit.OK), "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        var home = Installation.of(Bootstrap.class);
        try {
            var loader = loader(home);
            Thread.currentThread().setContextClassLoader(loader);
            var main = Class.forName(LAUNCHER + ".Launcher", true, loader).getMethod("main", String[].class);
            handOver(stop);
            main.invoke(null, (Object) args);
        } catch (InvocationTargetException e) {
            System.exit(Exit.failed(home, e.getTargetException()));
        } catch (Exception | Error e) {
            handOver(stop);
            System.exit(Exit.failed(home, e));
        }
    }

    private static void handOver(Thread stop) {
        try {
            Runtime.getRuntime().removeShutdownHook(stop);
        } catch (IllegalStateException e) {
            // the hook runs already, and ends the program
        }
    }

    /** On the module path, the boot layer contains the program already. */
    private static ClassLoader loader(Installation home) {
        return Bootstrap.class.getModule().isNamed()
                ? Bootstrap.class.getClassLoader()
                : layer(home).findLoader(LAUNCHER);
    }

    /** One layer and one loader for the launcher and all libraries, as on the module path. */
    private static ModuleLayer layer(Installation home) {
        var jars = ModuleFinder.of(home.launcher(), home.lib());
        var names = jars.findAll().stream().map(jar -> jar.descriptor().name()).collect(Collectors.toSet());
        var boot = ModuleLayer.boot();
        var resolved = boot.configuration().resolve(jars, ModuleFinder.of(), names);
        var controller =
                ModuleLayer.defineModulesWithOneLoader(resolved, List.of(boot), ClassLoader.getPlatformClassLoader());
        var launcher = controller.layer().findModule(LAUNCHER).orElseThrow();
        controller.addExports(launcher, LAUNCHER, Bootstrap.class.getModule());
        return controller.layer();
    }
}
