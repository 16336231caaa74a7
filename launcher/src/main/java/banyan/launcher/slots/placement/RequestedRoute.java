package banyan.launcher.slots.placement;

import banyan.core.web.validation.Validation;
import banyan.launcher.address.PeerAddress;
import banyan.launcher.admin.api.SlotInput;
import banyan.launcher.slots.Location;
import banyan.launcher.slots.Route;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The route that the input of a move requests. Collects all faults of the input. */
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
            parsed("location", input.location(), Location::parse).ifPresent(this::send);
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
            check.fault("weights", "cannot be given with a location: give one of them");
        }
        if (input.location() == null && input.weights() == null && input.mirror() == null) {
            check.fault("location", "is missing: give here or an address, or weights, or a mirror");
        }
        var share = input.share();
        if (share != null && (input.location() == null || share < 1 || share > Route.WHOLE)) {
            check.fault("share", "has to be a whole number from 1 to " + Route.WHOLE + ", with a location");
        }
    }

    /** Sends all requests to the location, or its share. */
    private void send(Location location) {
        var share = input.share();
        weights.put(location, Route.WHOLE);
        if (share != null && share < Route.WHOLE) {
            new Share(location, share).of(now).ifPresentOrElse(weights::putAll, () -> rejectShare(location, share));
        }
    }

    private void rejectShare(Location location, int share) {
        var others = now.without(location);
        if (now.isVacant()) {
            check.fault("share", "the other requests have no location: leave the share out");
        } else if (others.isVacant()) {
            check.fault(
                    "share",
                    "all of it goes to " + location + " already; give the location that is to have a share of it");
        } else {
            check.fault(
                    "share",
                    share + " is more than " + others.main().orElseThrow()
                            + " can give, which has most of the other requests; give the weights of all locations");
        }
    }

    private void weigh(Map<String, @Nullable Integer> given) {
        given.forEach(this::weigh);
        if (weights.size() == 1) {
            weights.replaceAll((location, weight) -> Route.WHOLE); // one location gets everything, whatever its weight
        }
        if (weights.isEmpty()) {
            check.fault("weights", "are all 0: give at least one location a weight from 1");
        }
    }

    private void weigh(String location, @Nullable Integer weight) {
        if (weight == null || weight < 0 || weight > Route.WHOLE) {
            check.fault("weights/" + location, "has to be a whole number from 0 to " + Route.WHOLE);
        } else if (weight > 0) {
            parsed("weights/" + location, location, Location::parse).ifPresent(known -> weights.put(known, weight));
        }
    }

    private Optional<URI> mirror() {
        var given = input.mirror();
        if (given == null || given.equals(SlotInput.NO_MIRROR)) {
            return Optional.empty();
        }
        var mirror = parsed("mirror", given, PeerAddress::parse);
        if (mirror.isPresent() && weights.isEmpty()) {
            check.fault("mirror", "has no responses to compare with: the module has no location");
        }
        if (mirror.map(Location::at).filter(weights::containsKey).isPresent()) {
            check.fault("mirror", "is a location of the requests: give another address, to compare it with them");
        }
        return mirror;
    }

    private <T> Optional<T> parsed(String field, String text, Function<String, T> parser) {
        try {
            return Optional.of(parser.apply(text));
        } catch (IllegalArgumentException e) {
            check.fault(field, "is '" + text + "', which is " + e.getMessage());
            return Optional.empty();
        }
    }
}
