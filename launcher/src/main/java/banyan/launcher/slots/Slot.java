package banyan.launcher.slots;

import banyan.launcher.mirror.Mirror;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The launcher's place for a module.
 *
 * @param hosting whether the module is in this process
 * @param route where its requests go, which may be elsewhere all the same
 * @param mirror that of the route, with what it has shown since the route has it
 * @param next where they are about to go, while that is being looked into
 */
public record Slot(Hosting hosting, Route route, Optional<Mirror> mirror, Optional<Route> next) {
    static final Slot VACANT = new Slot(new Hosting.None(), Route.VACANT, Optional.empty(), Optional.empty());

    /** Whether the module answers in this process, if it is asked here. */
    public boolean isOpen() {
        return hosting instanceof Hosting.Open;
    }

    /** Places that its requests do not go to yet, and are about to. */
    public Set<Location> added() {
        var places = new TreeSet<Location>();
        next.ifPresent(route -> places.addAll(route.weights().keySet()));
        places.removeAll(route.weights().keySet());
        return places;
    }
}
