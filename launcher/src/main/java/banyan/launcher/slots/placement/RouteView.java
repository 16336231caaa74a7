package banyan.launcher.slots.placement;

import banyan.launcher.address.PeerAddress;
import banyan.launcher.slots.KnownHome;
import banyan.launcher.slots.Location;
import banyan.launcher.slots.Route;
import banyan.launcher.slots.data.LastSeenView;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A move of a module, as the placement file keeps it.
 *
 * @param weights the share of each location
 * @param mirror the address that gets copies; null for none
 * @param by the operator
 * @param otherData whether the locations were allowed to serve other data than those before them; null if not
 * @param at the time of the move, in RFC 3339
 * @param before the route before the move and, before that one, the routes with a single location; null if there was none
 * @param seen the last known contracts of these locations and those before them; null if none is known
 * @param home the newest known home of the data; null before it first changes, and in files of earlier releases
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RouteView(
        Map<String, Integer> weights,
        @Nullable String mirror,
        @Nullable String by,
        @Nullable Boolean otherData,
        @Nullable String at,
        @Nullable RouteView before,
        @Nullable Map<String, LastSeenView> seen,
        @Nullable HomeView home) {
    private static final int MOST_STEPS = 10;

    /**
     * @throws IllegalArgumentException if a weight is missing or not a percentage
     */
    public RouteView {
        if (weights == null) {
            throw new IllegalArgumentException("there are no weights");
        }
        weights.forEach((location, weight) -> {
            if (weight == null || weight < 1 || weight > Route.WHOLE) {
                throw new IllegalArgumentException(location + " has the weight " + weight);
            }
        });
    }

    private static RouteView before(Route route, @Nullable RouteView before) {
        return new RouteView(route.namedWeights(), mirror(route), null, null, null, before, null, null);
    }

    private static @Nullable String mirror(Route route) {
        return route.mirror().map(URI::toString).orElse(null);
    }

    /**
     * A step from one route to the next.
     *
     * @param last the step before it; null if there was none
     */
    static RouteView step(Move move, @Nullable RouteView last, Map<String, LastSeenView> seen) {
        return new RouteView(
                move.to().namedWeights(),
                mirror(move.to()),
                move.by(),
                move.mayBeOtherData() ? true : null,
                Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(),
                chain(move.from(), last),
                seen,
                last == null ? null : last.home());
    }

    /** The same step, with a newer home. */
    RouteView withHome(KnownHome newer) {
        return new RouteView(weights, mirror, by, otherData, at, before, seen, HomeView.of(newer));
    }

    /**
     * The newest known home of the data.
     *
     * @throws IllegalArgumentException if its address is malformed
     */
    Optional<KnownHome> knownHome() {
        return Optional.ofNullable(home).map(HomeView::home);
    }

    /** Of a gradual move, only the last step is kept, and the routes with a single location before it. */
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

    /** The routes to go back to, the last one first. */
    List<Route> steps() {
        var steps = new ArrayList<Route>();
        for (var step = before; step != null; step = step.before()) {
            steps.add(step.route());
        }
        return steps;
    }

    /**
     * @throws IllegalArgumentException if an address is malformed
     */
    Route route() {
        var locations = new TreeMap<Location, Integer>();
        weights.forEach((location, weight) -> locations.put(Location.parse(location), weight));
        return new Route(locations, Optional.ofNullable(mirror).map(PeerAddress::parse));
    }

    /**
     * @throws IllegalArgumentException if an address in this step or an earlier one is malformed
     */
    void requireReadable() {
        route();
        steps();
        seenData();
        knownHome();
    }

    /** The last known contracts, by location. */
    Map<Location, LastSeenView> seenData() {
        var data = new TreeMap<Location, LastSeenView>();
        if (seen != null) {
            seen.forEach((location, known) -> data.put(Location.parse(location), known));
        }
        return data;
    }
}
