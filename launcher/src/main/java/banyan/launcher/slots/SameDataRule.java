package banyan.launcher.slots;

import banyan.core.BoardException;
import banyan.core.contract.Contract;
import banyan.launcher.remote.HandshakeResult.Fails;
import banyan.launcher.remote.HandshakeResult.Reason;
import banyan.launcher.remote.HandshakeResult.Serves;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rule that a module moves to the same data only, as far as that can be known: nothing is missing at any place that gets
 * requests of one that loses them, and places that have a share each write to one database.
 */
final class SameDataRule {
    private final LocationData data;

    SameDataRule(LocationData data) {
        this.data = data;
    }

    /**
     * Asks each place that would get requests and does not get any yet and, unless other data is allowed, all others too.
     *
     * @param mayBeOther whether the operator allows other data
     * @return what the operator should know if the move is made
     * @throws BoardException if a place does not serve the module, or serves other data than one that loses requests
     */
    List<String> require(String module, Route now, Route next, boolean mayBeOther) {
        for (var place : without(next, now)) {
            data.ask(module, place).contract();
        }
        if (mayBeOther) {
            return List.of();
        }
        var comparison = new Comparison(module);
        comparison.move(now, next);
        comparison.objections.stream().findFirst().ifPresent(why -> {
            throw new BoardException(
                    BoardException.Kind.CONFLICT, why + " Allow other data (--other-data) if that is meant.");
        });
        return comparison.warnings;
    }

    /** What the operator should know of a move for which other data has been allowed, and not by this very request. */
    List<String> warnings(String module, Route now, Route next) {
        var comparison = new Comparison(module);
        comparison.move(now, next);
        comparison.warnings.addAll(comparison.objections);
        return comparison.warnings;
    }

    private static List<Location> without(Route route, Route other) {
        return route.weights().keySet().stream()
                .filter(place -> !other.weights().containsKey(place))
                .toList();
    }

    /** Compares what the places of one module serve. */
    private final class Comparison {
        private final String module;
        private final List<String> objections = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();

        Comparison(String module) {
            this.module = module;
        }

        void move(Route now, Route next) {
            if (now.weights().equals(next.weights())) {
                return; // nobody is sent elsewhere
            }
            share(next.weights().keySet());
            for (var left : without(now, next)) {
                next.weights().keySet().forEach(place -> compare(left, place));
            }
        }

        private void share(Set<Location> places) {
            var first = places.stream().findFirst();
            places.stream()
                    .skip(1)
                    .forEach(place -> objectToShare(first.orElseThrow(), place).ifPresent(this::object));
        }

        /** If one is opened between the two questions, they differ by that: so they are asked once more. */
        private Optional<String> objectToShare(Location first, Location place) {
            return shared(first, place).isEmpty()
                    ? Optional.empty()
                    : shared(first, place).map(why -> at(place, why));
        }

        private Optional<String> shared(Location first, Location place) {
            return new DataComparison(
                            first, asked(first).data(), place, asked(place).data())
                    .sharingObjection();
        }

        private Contract asked(Location place) {
            return data.ask(module, place).contract();
        }

        /** The target is asked after the other one: entries that both get meanwhile are then missing nowhere. */
        private void compare(Location left, Location place) {
            var introduced = data.ask(module, left);
            if (introduced instanceof Serves serves) {
                objection(left, serves.contract(), place, asked(place)).ifPresent(this::object);
            } else {
                compareWithSeen(left, place, (Fails) introduced);
            }
        }

        /** Out of a loop, in which nobody is served, there is always a way to this process. */
        private void compareWithSeen(Location left, Location place, Fails failure) {
            boolean isWayOut = failure.reason() == Reason.LOOP && place.isHere();
            var seen = data.last(module, left);
            if (seen.isEmpty() && !isWayOut) {
                object("Whether " + place + " serves the same data as " + left + " cannot be seen: "
                        + failure.sentence());
            } else if (seen.isEmpty()) {
                warnings.add(
                        failure.sentence() + " Whether " + place + " has the same data as other places is not known.");
            } else {
                var objection = objection(left, seen.get().contract(), place, asked(place));
                if (!isWayOut) {
                    objection.ifPresent(this::object);
                }
                warnings.add(failure.sentence() + " " + age(left, place, seen.get(), objection.isEmpty()));
            }
        }

        private Optional<String> objection(Location left, Contract known, Location place, Contract there) {
            return new DataComparison(left, known.data(), place, there.data())
                    .objection()
                    .map(why -> at(place, why));
        }

        private String at(Location place, String why) {
            return "The module " + module + " at " + place + " " + why;
        }

        private void object(String why) {
            objections.add(why);
        }
    }

    private static String age(Location left, Location place, LastSeenView seen, boolean isSame) {
        return left + " was seen " + seen.age() + " ago (" + seen.at() + ") with "
                + (isSame ? "the same data as " : "other data than ")
                + place
                + ". If it has data of its own, what was written there since then is missing.";
    }
}
