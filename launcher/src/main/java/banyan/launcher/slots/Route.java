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
 * Where the requests of a module go.
 *
 * @param weights for each place its share of them, from 1; no place at all for a module that is nowhere
 * @param mirror who is asked the same, to compare the answers
 */
public record Route(SortedMap<Location, Integer> weights, Optional<URI> mirror) {
    /** To nobody. */
    public static final Route VACANT = new Route(new TreeMap<>(), Optional.empty());

    public static final int WHOLE = 100;

    public Route {
        weights = Collections.unmodifiableSortedMap(new TreeMap<>(weights));
    }

    /** All of them to one place. */
    public static Route to(Location location) {
        return new Route(new TreeMap<>(Map.of(location, WHOLE)), Optional.empty());
    }

    /** The others of its places, with the shares that they have. */
    public Route without(Location place) {
        var others = new TreeMap<>(weights);
        others.remove(place);
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

    /** Whether it depends on who asks. */
    public boolean isSplit() {
        return weights.size() > 1;
    }

    /** The place with the largest share, this process first: there the modules ask each other. */
    public Optional<Location> main() {
        return weights.entrySet().stream()
                .max(Map.Entry.<Location, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey);
    }

    /**
     * The place of one who asks.
     *
     * @param point anything; the same one is at the same place as long as the weights stay
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
        var places = weights.entrySet().stream()
                .map(weight -> isSplit()
                        ? weight.getKey() + " " + weight.getValue()
                        : weight.getKey().toString())
                .collect(Collectors.joining(", "));
        return places + mirror.map(address -> ", mirrored at " + address).orElse("");
    }
}
