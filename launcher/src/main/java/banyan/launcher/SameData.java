package banyan.launcher;

import banyan.core.BoardException;
import banyan.core.web.Contract;
import banyan.launcher.front.Location;
import banyan.launcher.front.Route;
import banyan.launcher.remote.Introduced.Fails;
import banyan.launcher.remote.Introduced.Reason;
import banyan.launcher.remote.Introduced.Serves;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rule that a module moves to the same data only, as far as that can be known. */
final class SameData {
    private final PlaceData data;

    SameData(PlaceData data) {
        this.data = data;
    }

    /**
     * Asks each place that would get requests and does not get any yet.
     *
     * @param mayBeOther whether the operator allows other data
     * @return what the operator should know if the move is made
     * @throws BoardException if a place does not serve the module, or serves other data than the one before it
     */
    List<String> require(String module, Route now, Route next, boolean mayBeOther) {
        var warnings = new ArrayList<String>();
        for (var place : next.weights().keySet()) {
            if (!now.weights().containsKey(place)) {
                var there = data.ask(module, place).contract();
                if (!mayBeOther && !now.isVacant()) {
                    compare(module, now.main().orElseThrow(), place, there).ifPresent(warnings::add);
                }
            }
        }
        return warnings;
    }

    /** The target is asked again after the other one: entries that both get meanwhile are then missing nowhere. */
    private Optional<String> compare(String module, Location main, Location place, Contract there) {
        var introduced = data.ask(module, main);
        if (introduced instanceof Serves serves) {
            requireSame(
                    module,
                    main,
                    serves.contract(),
                    place,
                    data.ask(module, place).contract());
            return Optional.empty();
        }
        return Optional.of(compareWithSeen(module, main, place, there, (Fails) introduced));
    }

    /** Out of a loop, in which nobody is served, there is always a way to this process. */
    private String compareWithSeen(String module, Location main, Location place, Contract there, Fails failure) {
        boolean isWayOut = failure.reason() == Reason.LOOP && place.isHere();
        var seen = data.last(module, main);
        if (seen.isEmpty() && !isWayOut) {
            throw conflict("Whether " + place + " serves the same data as " + main + " cannot be seen: "
                    + failure.sentence() + " Allow other data (--other-data) if it does.");
        }
        if (seen.isEmpty()) {
            return failure.sentence() + " Whether " + place + " has the same data as other places is not known.";
        }
        if (!isWayOut) {
            requireSame(module, main, seen.get().contract(), place, there);
        }
        return failure.sentence() + " " + age(main, place, seen.get(), there);
    }

    private static String age(Location main, Location place, SeenView seen, Contract there) {
        return main + " was seen " + seen.age() + " ago (" + seen.at() + ") with "
                + (objection(main, seen.contract(), place, there).isEmpty() ? "the same data as " : "other data than ")
                + place
                + ". If it has data of its own, what was written there since then is missing.";
    }

    private static void requireSame(String module, Location main, Contract known, Location place, Contract there) {
        objection(main, known, place, there).ifPresent(why -> {
            throw conflict("The module " + module + " at " + place + " " + why
                    + " Allow other data (--other-data) if that is meant.");
        });
    }

    private static Optional<String> objection(Location main, Contract known, Location place, Contract there) {
        return new DataComparison(main, known.data(), place, there.data()).objection();
    }

    private static BoardException conflict(String detail) {
        return new BoardException(BoardException.Kind.CONFLICT, detail);
    }
}
