package banyan.launcher;

import banyan.launcher.front.Location;
import banyan.launcher.front.Route;
import banyan.launcher.remote.PeerAddress;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody has sent a module's requests, as it is kept in a file.
 *
 * @param weights for each place its share
 * @param mirror the address that gets copies; null for none
 * @param by who
 * @param at when, in RFC 3339
 * @param before what it was before that, to go back to; null in itself
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RouteView(
        Map<String, Integer> weights,
        @Nullable String mirror,
        @Nullable String by,
        @Nullable String at,
        @Nullable RouteView before) {
    static RouteView of(Route route, @Nullable String by, @Nullable String at, @Nullable RouteView before) {
        var weights = new TreeMap<String, Integer>();
        route.weights().forEach((place, weight) -> weights.put(place.toString(), weight));
        return new RouteView(weights, route.mirror().map(URI::toString).orElse(null), by, at, before);
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
