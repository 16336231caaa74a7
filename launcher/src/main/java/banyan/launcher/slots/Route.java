package banyan.launcher.slots;

import java.net.URI;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The locations that get the requests of a module.
 *
 * @param weights the share of each location, from 1; empty for a module without a location
 * @param mirror the address that gets copies of the requests, to compare its responses
 */
public record Route(SortedMap<Location, Integer> weights, Optional<URI> mirror) {
    /** No location. */
    public static final Route VACANT = new Route(new TreeMap<>(), Optional.empty());

    public static final int WHOLE = 100;

    public Route {
        weights = Collections.unmodifiableSortedMap(new TreeMap<>(weights));
    }

    /** All requests to one location. */
    public static Route to(Location location) {
        return new Route(new TreeMap<>(Map.of(location, WHOLE)), Optional.empty());
    }

    /** All requests to the new home. The mirror stays, unless it has become the home. */
    public Route at(Location home) {
        return new Route(
                Route.to(home).weights(),
                mirror.filter(address -> !Location.at(address).equals(home)));
    }

    /** The other locations, with their present shares. */
    public Route without(Location location) {
        var others = new TreeMap<>(weights);
        others.remove(location);
        return new Route(others, mirror);
    }

    /** The name of the only location, or {@code vacant}; empty where the requests are split. */
    public Optional<String> location() {
        return isSplit()
                ? Optional.empty()
                : Optional.of(main().map(Location::toString).orElse("vacant"));
    }

    /** The weights by the names of their locations. */
    public SortedMap<String, Integer> namedWeights() {
        var named = new TreeMap<String, Integer>();
        weights.forEach((location, weight) -> named.put(location.toString(), weight));
        return named;
    }

    public boolean isVacant() {
        return weights.isEmpty();
    }

    /** Whether several locations have a share. */
    public boolean isSplit() {
        return weights.size() > 1;
    }

    /** The location with the largest share, preferably this process. Modules call each other there. */
    public Optional<Location> main() {
        return weights.entrySet().stream()
                .max(Map.Entry.<Location, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey);
    }

    /**
     * The location of a client.
     *
     * @param point identifies the client; the same point has the same location while the weights stay the same
     */
    public Location at(int point) {
        int left = Math.floorMod(
                point, weights.values().stream().mapToInt(Integer::intValue).sum());
        for (var weight : weights.entrySet()) {
            left -= weight.getValue();
            if (left < 0) {
                return weight.getKey();
            }
        }
        throw new IllegalStateException("the weights are their sum");
    }

    @Override
    public String toString() {
        if (isVacant()) {
            return "vacant";
        }
        var locations = weights.entrySet().stream()
                .map(weight -> isSplit()
                        ? weight.getKey() + " " + weight.getValue()
                        : weight.getKey().toString())
                .collect(Collectors.joining(", "));
        return locations + mirror.map(address -> ", mirrored at " + address).orElse("");
    }
}
