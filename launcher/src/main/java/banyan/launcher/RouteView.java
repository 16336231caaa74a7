package banyan.launcher;

import banyan.launcher.front.Location;
import banyan.launcher.front.Route;
import banyan.launcher.remote.PeerAddress;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody has sent a module's requests, as it is kept in a file.
 *
 * @param weights for each place its share
 * @param by who
 * @param at when, in RFC 3339
 * @param before what it was before that, to go back to; null in itself
 */
public record RouteView(
        Map<String, Integer> weights,
        @Nullable String by,
        @Nullable String at,
        @Nullable RouteView before) {
    static RouteView of(Route route, @Nullable String by, @Nullable String at, @Nullable RouteView before) {
        var weights = new TreeMap<String, Integer>();
        route.weights().forEach((place, weight) -> weights.put(place.toString(), weight));
        return new RouteView(weights, by, at, before);
    }

    /**
     * @throws IllegalArgumentException if an address is none
     */
    Route route() {
        var places = new TreeMap<Location, Integer>();
        weights.forEach((place, weight) -> places.put(
                place.equals(Location.HERE.toString()) ? Location.HERE : Location.at(PeerAddress.parse(place)),
                weight));
        return new Route(places);
    }
}
