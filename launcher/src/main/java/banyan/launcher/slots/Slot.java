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
 * @param home the newest known home of the module's data; empty before it first changes
 * @param changes counts the changes after which a refused request may succeed
 */
public record Slot(
        ModuleState hosting,
        Route route,
        Optional<Mirror> mirror,
        Optional<Route> next,
        Optional<KnownHome> home,
        long changes) {
    static final Slot VACANT =
            new Slot(new ModuleState.None(), Route.VACANT, Optional.empty(), Optional.empty(), Optional.empty(), 0);

    /** Whether this process can serve the module. */
    public boolean isOpen() {
        return hosting instanceof ModuleState.Open;
    }

    /** The epoch of the known home; 0 before the home first changes. */
    public long epoch() {
        return home.map(KnownHome::epoch).orElse(0L);
    }

    /** Whether the location gets requests of the module. */
    public boolean names(Location location) {
        return route.weights().containsKey(location);
    }

    Slot hosted(ModuleState next) {
        return new Slot(next, route, mirror, this.next, home, changes + 1);
    }

    Slot moving(Optional<Route> announced) {
        return new Slot(hosting, route, mirror, announced, home, changes);
    }

    Slot routed(Route to, Optional<Mirror> mirrored) {
        return new Slot(hosting, to, mirrored, next, home, changes + 1);
    }

    Slot homedAt(KnownHome newest) {
        return new Slot(hosting, route, mirror, next, Optional.of(newest), changes + 1);
    }

    Slot released() {
        return new Slot(hosting, route, mirror, next, home, changes + 1);
    }

    /** The locations that a move in progress would add. */
    public Set<Location> added() {
        var locations = new TreeSet<Location>();
        next.ifPresent(route -> locations.addAll(route.weights().keySet()));
        locations.removeAll(route.weights().keySet());
        return locations;
    }
}
