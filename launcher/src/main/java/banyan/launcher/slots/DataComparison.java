package banyan.launcher.slots;

import banyan.core.Lineage;
import java.util.Optional;
import java.util.UUID;

/**
 * Whether a place has all the data of another one. Both may have been the same once: what counts is where their ways have
 * parted, and what has been written since.
 *
 * @param source where the requests go
 * @param from what it serves; empty if nothing
 * @param target where they are to go
 * @param to what that serves
 */
record DataComparison(Object source, Optional<Lineage> from, Object target, Optional<Lineage> to) {
    /** Why the target must not get the requests; empty if nothing is missing there. */
    Optional<String> objection() {
        if (!from.map(Lineage::storeId).equals(to.map(Lineage::storeId))) {
            return Optional.of("serves other data (store " + named(to) + ") than at " + source + " (store "
                    + named(from) + "): what is written to one would be missing in the other.");
        }
        return from.flatMap(data -> objection(data, to.orElseThrow()));
    }

    /**
     * Why the two must not have a share of the requests each; empty if what is written to one is written to the other. Each
     * opening and each import of data is a new origin, so that of two that have the same newest one, neither is a copy.
     */
    Optional<String> sharingObjection() {
        if (from.isEmpty() && to.isEmpty()) {
            return Optional.empty();
        }
        if (!from.map(Lineage::storeId).equals(to.map(Lineage::storeId))) {
            return objection();
        }
        var newest = from.flatMap(DataComparison::newest);
        return newest.isPresent() && newest.equals(to.flatMap(DataComparison::newest))
                ? Optional.empty()
                : Optional.of("does not serve the same database as " + source + ", but a copy of its data (store "
                        + named(to) + "): what is written to one would be missing in the other.");
    }

    private static Optional<UUID> newest(Lineage data) {
        return data.origins().stream().findFirst().map(Lineage.Origin::id);
    }

    private Optional<String> objection(Lineage data, Lineage copy) {
        return data.sharedWith(copy)
                .map(shared ->
                        data.head() > shared ? Optional.of(missing(data, copy, shared)) : Optional.<String>empty())
                .orElseGet(() -> Optional.of("serves data of the same store " + data.storeId()
                        + " that have no recent start in common with those at " + source
                        + ": what is missing there cannot be seen."));
    }

    private String missing(Lineage data, Lineage copy, long shared) {
        var missing = "serves a copy of the data at " + source + " (store " + data.storeId() + "): "
                + entries(data.head() - shared) + " missing there, those after position " + shared + ".";
        return copy.head() > shared
                ? missing + " It has " + number(copy.head() - shared) + " of its own instead: the two have parted."
                : missing;
    }

    private static String entries(long number) {
        return number(number) + (number == 1 ? " is" : " are");
    }

    private static String number(long number) {
        return number == 1 ? "1 entry" : number + " entries";
    }

    private static String named(Optional<Lineage> data) {
        return data.map(known -> known.storeId().toString()).orElse("none");
    }
}
