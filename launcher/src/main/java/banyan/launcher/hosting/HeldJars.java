package banyan.launcher.hosting;

import java.io.IOException;
import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens all jars that classes may still be loaded from. A class loader opens a jar when it first needs it. After a build or an
 * unpacking in the same folder, that jar would belong to another program.
 */
public final class HeldJars {
    private static final Logger LOG = LoggerFactory.getLogger(HeldJars.class);
    private static final String ANY = "META-INF/MANIFEST.MF";

    private HeldJars() {}

    /** Opens the jars of the launcher's layer and of the open modules. They stay open as long as their class loaders exist. */
    public static void hold(Collection<HostedModule> hosted) {
        hold(HeldJars.class.getModule().getLayer());
        hosted.forEach(module -> hold(module.layer()));
    }

    private static void hold(ModuleLayer layer) {
        layer.configuration().modules().stream()
                .filter(module -> module.reference()
                        .location()
                        .filter(place -> place.getScheme().equals("file"))
                        .isPresent())
                .map(module -> layer.findModule(module.name()).orElseThrow())
                .forEach(HeldJars::hold);
    }

    private static void hold(Module module) {
        try (var found = module.getResourceAsStream(ANY)) {
            LOG.debug("{} is held: {}", module, found != null);
        } catch (IOException e) {
            LOG.warn("The jar of {} cannot be read: {}", module.getName(), e.toString());
        }
    }
}
