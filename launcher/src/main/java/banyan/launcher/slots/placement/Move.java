package banyan.launcher.slots.placement;

import banyan.launcher.slots.Location;
import banyan.launcher.slots.Route;
import java.net.URI;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A move that an operator requests.
 *
 * @param by the operator
 * @param mayBeOtherData whether the new locations may serve other data than the old ones
 */
record Move(String module, Route from, Route to, String by, boolean mayBeOtherData) {
    /** The locations that get requests and got none before. */
    SortedSet<Location> added() {
        var added = new TreeSet<>(to.weights().keySet());
        added.removeAll(from.weights().keySet());
        return added;
    }

    /** The locations of both routes. */
    SortedSet<Location> locations() {
        var locations = new TreeSet<>(from.weights().keySet());
        locations.addAll(to.weights().keySet());
        return locations;
    }

    /** The address of the mirror, unless the mirror stays the same. */
    Optional<URI> newMirror() {
        return to.mirror().filter(address -> !from.mirror().equals(to.mirror()));
    }
}
