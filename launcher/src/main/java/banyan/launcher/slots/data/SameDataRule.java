package banyan.launcher.slots.data;

import banyan.core.BoardException;
import banyan.launcher.slots.Location;
import banyan.launcher.slots.Route;
import java.util.List;

/**
 * The rule that a module moves to the same data only, as far as that can be known. No location that gets requests may lack
 * data of one that loses them, and locations with a share each must write to one database.
 */
public final class SameDataRule {
    private final LocationData data;

    public SameDataRule(LocationData data) {
        this.data = data;
    }

    /**
     * Requests the contract of each new location and, unless other data is allowed, of all others too.
     *
     * @param mayBeOther whether the operator allows other data
     * @return warnings for the operator
     * @throws BoardException if a location does not serve the module, or lacks data of one that loses requests
     */
    public List<String> require(String module, Route now, Route next, boolean mayBeOther) {
        for (var location : without(next, now)) {
            data.handshake(module, location).contract();
        }
        return mayBeOther ? List.of() : compared(module, now, next).requireNoObjection();
    }

    /** The warnings and objections about a move to other data that was allowed earlier. */
    public List<String> warnings(String module, Route now, Route next) {
        return compared(module, now, next).warningsAndObjections();
    }

    private MoveComparison compared(String module, Route now, Route next) {
        var comparison = new MoveComparison(data, module);
        if (now.weights().equals(next.weights())) {
            return comparison; // no client is sent elsewhere
        }
        comparison.compareShares(next.weights().keySet());
        for (var left : without(now, next)) {
            next.weights().keySet().forEach(location -> comparison.compare(left, location));
        }
        return comparison;
    }

    private static List<Location> without(Route route, Route other) {
        return route.weights().keySet().stream()
                .filter(location -> !other.weights().containsKey(location))
                .toList();
    }
}
