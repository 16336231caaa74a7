package banyan.launcher.slots;

import banyan.launcher.mirror.Mirror;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The launcher's slot for a module.
 *
 * @param hosting whether this process hosts the module
 * @param route the locations of its requests, which may be other processes even if this one hosts the module
 * @param mirror the mirror of the route, with its report
 * @param next the route of a move in progress
 */
public record Slot(ModuleState hosting, Route route, Optional<Mirror> mirror, Optional<Route> next) {
    static final Slot VACANT = new Slot(new ModuleState.None(), Route.VACANT, Optional.empty(), Optional.empty());

    /** Whether this process can serve the module. */
    public boolean isOpen() {
        return hosting instanceof ModuleState.Open;
    }

    /** The locations that a move in progress would add. */
    public Set<Location> added() {
        var locations = new TreeSet<Location>();
        next.ifPresent(route -> locations.addAll(route.weights().keySet()));
        locations.removeAll(route.weights().keySet());
        return locations;
    }
}
