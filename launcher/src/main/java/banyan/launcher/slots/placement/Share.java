package banyan.launcher.slots.placement;

import banyan.launcher.slots.Location;
import banyan.launcher.slots.Route;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A share of a module's requests.
 *
 * @param location gets the share
 * @param percent 1 to 99
 */
record Share(Location location, int percent) {
    /**
     * Takes the share from the location with most of the other requests. All other locations keep theirs: of two operators
     * who share with different locations at once, none undoes the share of the other.
     *
     * @return the new weights, in percent; empty if that location cannot give so much
     */
    Optional<SortedMap<Location, Integer>> of(Route now) {
        return now.without(location).main().flatMap(giver -> takenFrom(giver, percentages(now)));
    }

    private Optional<SortedMap<Location, Integer>> takenFrom(Location giver, SortedMap<Location, Integer> weights) {
        weights.remove(giver);
        weights.put(location, percent);
        int left = Route.WHOLE - sum(weights);
        weights.put(giver, left);
        return left > 0 ? Optional.of(weights) : Optional.empty();
    }

    /** The weights of an operator may have any sum. */
    private static SortedMap<Location, Integer> percentages(Route route) {
        int whole = sum(route.weights());
        var percentages = new TreeMap<Location, Integer>();
        route.weights()
                .forEach((location, weight) ->
                        percentages.put(location, Math.max(1, Math.round((float) weight * Route.WHOLE / whole))));
        return percentages;
    }

    private static int sum(Map<Location, Integer> weights) {
        return weights.values().stream().mapToInt(Integer::intValue).sum();
    }
}
