package banyan.launcher.slots;

import banyan.launcher.net.PeerAddress;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody has sent a module's requests, as it is kept in a file.
 *
 * @param weights for each place its share
 * @param mirror the address that gets copies; null for none
 * @param by who
 * @param otherData whether the places were allowed to serve other data than those before them; null if not
 * @param at when, in RFC 3339
 * @param before what it was before that, to go back to: the last step and, before it, where all of them went; null if there
 *     was nothing
 * @param seen what these places and those before them said of their data; null if nothing is known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RouteView(
        Map<String, Integer> weights,
        @Nullable String mirror,
        @Nullable String by,
        @Nullable Boolean otherData,
        @Nullable String at,
        @Nullable RouteView before,
        @Nullable Map<String, LastSeenView> seen) {
    private static final int MOST_STEPS = 10;

    /**
     * @throws IllegalArgumentException if a share is none
     */
    public RouteView {
        if (weights == null) {
            throw new IllegalArgumentException("there are no weights");
        }
        weights.forEach((place, weight) -> {
            if (weight == null || weight < 1 || weight > Route.WHOLE) {
                throw new IllegalArgumentException(place + " has the weight " + weight);
            }
        });
    }

    private static RouteView before(Route route, @Nullable RouteView before) {
        return new RouteView(route.namedWeights(), mirror(route), null, null, null, before, null);
    }

    private static @Nullable String mirror(Route route) {
        return route.mirror().map(URI::toString).orElse(null);
    }

    /**
     * A step from one route to the next.
     *
     * @param isOther whether other data was allowed
     * @param last the step before it; null if there was none
     */
    static RouteView step(
            Route now,
            Route next,
            String by,
            boolean isOther,
            @Nullable RouteView last,
            Map<String, LastSeenView> seen) {
        return new RouteView(
                next.namedWeights(), mirror(next), by, isOther ? true : null, Timestamp.now(), chain(now, last), seen);
    }

    /** Of a gradual move, only the last step is of use beside where all of them went before it. */
    private static RouteView chain(Route now, @Nullable RouteView last) {
        var routes = new ArrayList<Route>();
        routes.add(now);
        for (var step = last; step != null && routes.size() < MOST_STEPS; step = step.before()) {
            var route = step.route();
            if (route.weights().size() == 1 && !route.equals(routes.get(routes.size() - 1))) {
                routes.add(route);
            }
        }
        RouteView chain = null;
        for (int i = routes.size() - 1; i >= 0; i--) {
            chain = before(routes.get(i), chain);
        }
        return Objects.requireNonNull(chain);
    }

    /** What there is to go back to, the last first. */
    List<Route> steps() {
        var steps = new ArrayList<Route>();
        for (var step = before; step != null; step = step.before()) {
            steps.add(step.route());
        }
        return steps;
    }

    /**
     * @throws IllegalArgumentException if an address is none
     */
    Route route() {
        var places = new TreeMap<Location, Integer>();
        weights.forEach((place, weight) -> places.put(Location.parse(place), weight));
        return new Route(places, Optional.ofNullable(mirror).map(PeerAddress::parse));
    }

    /**
     * @throws IllegalArgumentException if an address is none, now or in what was before
     */
    void requireReadable() {
        route();
        steps();
        seenData();
    }

    /** What was seen, by place. */
    Map<Location, LastSeenView> seenData() {
        var data = new TreeMap<Location, LastSeenView>();
        if (seen != null) {
            seen.forEach((place, known) -> data.put(Location.parse(place), known));
        }
        return data;
    }
}
