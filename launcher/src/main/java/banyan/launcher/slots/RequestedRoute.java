package banyan.launcher.slots;

import banyan.core.web.Validation;
import banyan.launcher.admin.api.SlotInput;
import banyan.launcher.net.PeerAddress;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The route that the input of a move asks for. Collects all faults of the input. */
final class RequestedRoute {
    private final SlotInput input;
    private final Route now;
    private final Validation check = new Validation();
    private final Map<Location, Integer> weights = new TreeMap<>();

    private RequestedRoute(SlotInput input, Route now) {
        this.input = input;
        this.now = now;
    }

    /**
     * @param now the present route; it stays if the input has only a mirror
     * @throws banyan.core.BoardException INVALID, with each fault
     */
    static Route of(SlotInput input, Route now) {
        return new RequestedRoute(input, now).route();
    }

    private Route route() {
        checkMembers();
        if (input.location() != null) {
            location("location", input.location()).ifPresent(this::share);
        } else if (input.weights() != null) {
            weigh(input.weights());
        } else {
            weights.putAll(now.weights());
        }
        var mirror = mirror();
        check.done();
        return new Route(new TreeMap<>(weights), mirror);
    }

    private void checkMembers() {
        if (input.location() != null && input.weights() != null) {
            check.fault("weights", "stand beside a location: give one of them");
        }
        if (input.location() == null && input.weights() == null && input.mirror() == null) {
            check.fault("location", "is missing: give here or an address, or weights, or a mirror");
        }
        var share = input.share();
        if (share != null && (input.location() == null || share < 1 || share > Route.WHOLE)) {
            check.fault("share", "has to be a whole number from 1 to " + Route.WHOLE + ", beside a location");
        }
    }

    private void share(Location location) {
        var share = input.share();
        if (share == null || share == Route.WHOLE) {
            weights.put(location, Route.WHOLE);
            return;
        }
        now.without(location).main().ifPresent(rest -> weights.put(rest, Route.WHOLE - share));
        if (weights.isEmpty()) {
            check.fault(
                    "share",
                    now.isVacant()
                            ? "the rest of the requests has no place: leave the share out"
                            : "all of it goes to " + location
                                    + " already; give the place that is to have a share of it");
        }
        weights.put(location, share);
    }

    private void weigh(Map<String, @Nullable Integer> given) {
        given.forEach(this::weigh);
        if (weights.size() == 1) {
            weights.replaceAll((location, weight) -> Route.WHOLE); // a share of one is all
        }
        if (weights.isEmpty()) {
            check.fault("weights", "are all 0: give at least one place some");
        }
    }

    private void weigh(String location, @Nullable Integer weight) {
        if (weight == null || weight < 0 || weight > Route.WHOLE) {
            check.fault("weights/" + location, "has to be a whole number from 0 to " + Route.WHOLE);
        } else if (weight > 0) {
            location("weights/" + location, location).ifPresent(known -> weights.put(known, weight));
        }
    }

    private Optional<URI> mirror() {
        var given = input.mirror();
        var mirror = given == null || given.equals(SlotInput.NO_MIRROR)
                ? Optional.<Location>empty()
                : location("mirror", given).filter(location -> !location.isHere());
        if (mirror.isPresent() && weights.isEmpty()) {
            check.fault("mirror", "has nothing to be compared with: the module is nowhere");
        }
        if (mirror.filter(weights::containsKey).isPresent()) {
            check.fault("mirror", "is where the requests go: give another place, to compare it with");
        }
        return mirror.flatMap(Location::address);
    }

    private Optional<Location> location(String field, String text) {
        try {
            return Optional.of(field.equals("mirror") ? Location.at(PeerAddress.parse(text)) : Location.parse(text));
        } catch (IllegalArgumentException e) {
            check.fault(field, "is '" + text + "', which is " + e.getMessage());
            return Optional.empty();
        }
    }
}
