package banyan.launcher.front;

import java.util.Optional;

/**
 * The launcher's place for a module.
 *
 * @param hosting whether the module is in this process
 * @param route where its requests go, which may be elsewhere all the same
 * @param mirror that of the route, with what it has shown since the route has it
 */
public record Slot(Hosting hosting, Route route, Optional<Mirror> mirror) {
    static final Slot VACANT = new Slot(new Hosting.None(), Route.VACANT, Optional.empty());
}
