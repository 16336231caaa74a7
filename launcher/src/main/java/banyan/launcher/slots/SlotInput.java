package banyan.launcher.slots;

import banyan.core.web.Validation;
import banyan.launcher.net.PeerAddress;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the admin port is given to send a module's requests elsewhere.
 *
 * @param location {@code here} or an address, for all of them
 * @param share how many of a hundred requests the location gets; the others stay where most of them go now; null for all
 * @param weights for each such place its share, instead of the location
 * @param mirror the address that gets copies of what only reads; {@code none}, or null, for none
 * @param otherData whether a place may serve other data than the one before it
 * @param by who wants it, for the log
 */
public record SlotInput(
        @Nullable String location,
        @Nullable Integer share,
        @Nullable Map<String, @Nullable Integer> weights,
        @Nullable String mirror,
        @Nullable Boolean otherData,
        @Nullable String by) {
    private static final int LONGEST_NAME = 100;
    private static final String NO_MIRROR = "none";

    /**
     * The route that is wanted.
     *
     * @param now where the requests go until then; there they stay if only a mirror is given
     * @throws banyan.core.BoardException INVALID, naming each fault
     */
    Route route(Route now) {
        var check = new Validation();
        if (location != null && weights != null) {
            check.fault("weights", "stand beside a location: give one of them");
        }
        if (location == null && weights == null && mirror == null) {
            check.fault("location", "is missing: give here or an address, or weights, or a mirror");
        }
        if (share != null && (location == null || share < 1 || share > Route.WHOLE)) {
            check.fault("share", "has to be a whole number from 1 to " + Route.WHOLE + ", beside a location");
        }
        var places = new TreeMap<Location, Integer>();
        if (location != null) {
            place(check, "location", location).ifPresent(place -> share(check, places, place, now));
        } else if (weights != null) {
            weights.forEach((place, weight) -> weigh(check, places, place, weight));
            if (places.size() == 1) {
                places.replaceAll((place, weight) -> Route.WHOLE); // a share of one is all
            }
        } else {
            places.putAll(now.weights());
        }
        if (weights != null && places.isEmpty()) {
            check.fault("weights", "are all 0: give at least one place some");
        }
        var copies =
                mirror == null || mirror.equals(NO_MIRROR) ? Optional.<URI>empty() : address(check, "mirror", mirror);
        if (copies.isPresent() && places.isEmpty()) {
            check.fault("mirror", "has nothing to be compared with: the module is nowhere");
        }
        if (copies.map(Location::at).filter(places::containsKey).isPresent()) {
            check.fault("mirror", "is where the requests go: give another place, to compare it with");
        }
        check.done();
        return new Route(places, copies);
    }

    private void share(Validation check, Map<Location, Integer> places, Location place, Route now) {
        if (share == null || share == Route.WHOLE) {
            places.put(place, Route.WHOLE);
            return;
        }
        now.without(place).main().ifPresent(rest -> places.put(rest, Route.WHOLE - share));
        if (places.isEmpty()) {
            check.fault(
                    "share",
                    now.isVacant()
                            ? "the rest of the requests has no place: leave the share out"
                            : "all of it goes to " + place + " already; give the place that is to have a share of it");
        }
        places.put(place, share);
    }

    boolean mayBeOtherData() {
        return Boolean.TRUE.equals(otherData);
    }

    String who() {
        return named(by);
    }

    /** Fit for a line of the log. */
    static String named(@Nullable String by) {
        return by == null || by.isBlank()
                ? "somebody"
                : by.substring(0, Math.min(by.length(), LONGEST_NAME)).replaceAll("[^\\p{Print}]", "?");
    }

    private static void weigh(Validation check, Map<Location, Integer> places, String place, @Nullable Integer weight) {
        if (weight == null || weight < 0 || weight > Route.WHOLE) {
            check.fault("weights/" + place, "has to be a whole number from 0 to " + Route.WHOLE);
        } else if (weight > 0) {
            place(check, "weights/" + place, place).ifPresent(known -> places.put(known, weight));
        }
    }

    private static Optional<Location> place(Validation check, String field, String text) {
        return text.equals(Location.HERE.toString())
                ? Optional.of(Location.HERE)
                : address(check, field, text).map(Location::at);
    }

    private static Optional<URI> address(Validation check, String field, String text) {
        try {
            return Optional.of(PeerAddress.parse(text));
        } catch (IllegalArgumentException e) {
            check.fault(field, "is '" + text + "', which is " + e.getMessage());
            return Optional.empty();
        }
    }
}
