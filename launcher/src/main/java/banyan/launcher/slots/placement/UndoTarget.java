package banyan.launcher.slots.placement;

import banyan.core.BoardException;
import banyan.launcher.remote.HandshakeResult.Fails;
import banyan.launcher.remote.PeerHandshake;
import banyan.launcher.slots.Location;
import banyan.launcher.slots.Route;
import banyan.launcher.slots.data.LocationData;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the route to go back to.
 *
 * @param hosted the modules of this process
 */
record UndoTarget(LocationData data, Set<String> hosted) {
    /**
     * A route whose locations all respond.
     *
     * @param skipped a sentence for each later route, with the location that does not respond
     */
    record Found(Route route, List<String> skipped) {}

    /**
     * @param earlier the routes to choose from, the last one first
     * @throws BoardException CONFLICT if there is none whose locations all respond
     */
    Found find(String module, Route now, List<Route> earlier) {
        var skipped = new ArrayList<String>();
        for (var route : earlier) {
            if (!route.equals(now)) {
                var failure = failure(module, route);
                if (failure.isEmpty()) {
                    return new Found(route, skipped);
                }
                skipped.add("Not back to " + route + ": " + failure.get());
            }
        }
        throw new BoardException(BoardException.Kind.CONFLICT, missing(module, skipped));
    }

    private static String missing(String module, List<String> skipped) {
        return skipped.isEmpty()
                ? "The slot of " + module + " has not been moved: there is nothing to undo."
                : String.join(" ", skipped) + " Give a location that responds (--to).";
    }

    /** Why a location of the route does not serve the module; empty if all do. */
    private Optional<String> failure(String module, Route route) {
        if (route.weights().containsKey(Location.HERE) && !hosted.contains(module)) {
            return Optional.of("The module " + module + " is not hosted here any more.");
        }
        var results = route.weights().keySet().stream()
                .map(location -> data.handshake(module, location, PeerHandshake.TIMEOUT))
                .toList(); // all have begun before the first is waited for
        return results.stream()
                .flatMap(result -> result.join() instanceof Fails fails ? Optional.of(fails.sentence()).stream() : null)
                .findFirst();
    }
}
