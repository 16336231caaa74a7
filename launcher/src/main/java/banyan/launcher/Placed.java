package banyan.launcher;

import banyan.launcher.front.Location;
import banyan.launcher.front.Route;
import banyan.launcher.remote.PeerAddress;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody has sent a module's requests, as it is kept in a file.
 *
 * @param weights for each place its share
 * @param mirror an address, or null
 * @param by who
 * @param at when, in RFC 3339
 * @param before what it was before that, to go back to; null in itself
 */
public record Placed(
        Map<String, Integer> weights,
        @Nullable String mirror,
        @Nullable String by,
        @Nullable String at,
        @Nullable Placed before) {
    static Placed of(Route route, @Nullable String by, @Nullable String at, @Nullable Placed before) {
        var weights = new TreeMap<String, Integer>();
        route.weights().forEach((place, weight) -> weights.put(place.toString(), weight));
        return new Placed(weights, route.mirror().map(Object::toString).orElse(null), by, at, before);
    }

    /**
     * @throws IllegalArgumentException if an address is none
     */
    Route route() {
        var places = new TreeMap<Location, Integer>();
        weights.forEach((place, weight) -> places.put(
                place.equals(Location.HERE.toString()) ? Location.HERE : Location.at(PeerAddress.parse(place)),
                weight));
        return new Route(places, Optional.ofNullable(mirror).map(PeerAddress::parse));
    }
}
