package banyan.launcher;

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
        if (Bootstrap.class.getModule().isNamed()) {
            Launcher.main(args);
            return;
        }
        var home = Home.of(Bootstrap.class);
        try {
            var loader = layer(home).findLoader(LAUNCHER);
            Thread.currentThread().setContextClassLoader(loader);
            loader.loadClass(LAUNCHER + ".Launcher")
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) args);
        } catch (InvocationTargetException e) {
            Exit.failed(home, e.getTargetException());
        } catch (Exception | Error e) {
            Exit.failed(home, e);
        }
    }

    /** One layer and one loader for the launcher and all libraries, as on the module path. */
    private static ModuleLayer layer(Home home) {
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
