package banyan.launcher.slots.data;

import banyan.core.BoardException;
import banyan.core.contract.Contract;
import banyan.launcher.remote.HandshakeResult.Fails;
import banyan.launcher.remote.HandshakeResult.Reason;
import banyan.launcher.remote.HandshakeResult.Serves;
import banyan.launcher.slots.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares the data of the locations of one move. Collects objections to the move, and warnings. */
final class MoveComparison {
    private final LocationData data;
    private final String module;
    private final List<String> objections = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    MoveComparison(LocationData data, String module) {
        this.data = data;
        this.module = module;
    }

    /**
     * Returns the warnings.
     *
     * @throws BoardException CONFLICT if there is an objection
     */
    List<String> requireNoObjection() {
        objections.stream().findFirst().ifPresent(why -> {
            throw new BoardException(
                    BoardException.Kind.CONFLICT, why + " Allow other data (--other-data) if that is meant.");
        });
        return warnings;
    }

    List<String> warningsAndObjections() {
        var all = new ArrayList<>(warnings);
        all.addAll(objections);
        return all;
    }

    /** Objects unless all these locations write to one database. */
    void compareShares(Set<Location> locations) {
        var first = locations.stream().findFirst();
        locations.stream()
                .skip(1)
                .forEach(location ->
                        shareObjection(first.orElseThrow(), location).ifPresent(objections::add));
    }

    /** A database that is opened between the two handshakes makes them differ, so they are repeated once. */
    private Optional<String> shareObjection(Location first, Location location) {
        return shared(first, location).isEmpty()
                ? Optional.empty()
                : shared(first, location).map(why -> at(location, why));
    }

    private Optional<String> shared(Location first, Location location) {
        return new DataComparison(
                        first,
                        contract(first).data(),
                        location,
                        contract(location).data())
                .sharingObjection();
    }

    /**
     * Objects if data of the location that loses requests is missing at the other one. The other location is
     * read second, so that entries that both get in the meantime are not missing.
     */
    void compare(Location left, Location location) {
        var result = data.handshake(module, left);
        if (result instanceof Serves serves) {
            objection(left, serves.contract(), location).ifPresent(objections::add);
        } else {
            compareWithSeen(left, location, (Fails) result);
        }
    }

    /** In a loop, no location serves the module. A move to this process is always allowed then. */
    private void compareWithSeen(Location left, Location location, Fails failure) {
        boolean endsLoop = failure.reason() == Reason.LOOP && location.isHere();
        var seen = data.last(module, left);
        if (seen.isPresent()) {
            compareWithSeen(left, location, failure, seen.get(), endsLoop);
        } else if (endsLoop) {
            warnings.add(failure.sentence() + " Whether " + location
                    + " has the same data as other locations is not known.");
        } else {
            objections.add("Whether " + location + " serves the same data as " + left + " is not known: "
                    + failure.sentence());
        }
    }

    private void compareWithSeen(Location left, Location location, Fails failure, LastSeenView seen, boolean endsLoop) {
        var objection = objection(left, seen.contract(), location);
        if (!endsLoop) {
            objection.ifPresent(objections::add);
        }
        warnings.add(failure.sentence() + " " + left + " was seen " + seen.age() + " ago (" + seen.at() + ") with "
                + (objection.isEmpty() ? "the same data as " : "other data than ") + location
                + ". If it has data of its own, entries that were written there since then are missing.");
    }

    private Optional<String> objection(Location left, Contract known, Location location) {
        return new DataComparison(
                        left, known.data(), location, contract(location).data())
                .objection()
                .map(why -> at(location, why));
    }

    private Contract contract(Location location) {
        return data.handshake(module, location).contract();
    }

    private String at(Location location, String why) {
        return "The module " + module + " at " + location + " " + why;
    }
}
