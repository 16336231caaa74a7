package banyan.launcher;

import banyan.launcher.process.Exit;
import banyan.launcher.process.Installation;
import java.lang.module.ModuleFinder;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Puts the program onto modules. {@code java -jar} puts {@code launcher.jar} onto the class path, where JPMS enforces
 * nothing; so this class, which needs nothing but the JDK, resolves the launcher and {@code lib/} into a module layer and
 * goes on there. Started on the module path, the boot layer is that layer.
 */
public final class Bootstrap {
    private static final String LAUNCHER = "banyan.launcher";

    private Bootstrap() {}

    public static void main(String[] args) {
        // Until the program listens itself, nothing has begun that would have to be ended.
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
            // it runs, and ends the program
        }
    }

    /** On the module path, the boot layer has the program already. */
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
