package banyan.launcher.slots.data;

import banyan.core.Lineage;
import java.util.Optional;
import java.util.UUID;

/**
 * Compares the data of two locations. One may be a copy of the other. A copy is complete if the original has no entries after
 * the last common one.
 *
 * @param source the location that has the requests now
 * @param from the lineage of its data; empty if it keeps none
 * @param target the location that is to get them
 * @param to the lineage of the target's data; empty if it keeps none
 */
record DataComparison(Object source, Optional<Lineage> from, Object target, Optional<Lineage> to) {
    /** The reason why the target must not get the requests; empty if no data is missing there. */
    Optional<String> objection() {
        if (!from.map(Lineage::storeId).equals(to.map(Lineage::storeId))) {
            return Optional.of("serves other data (store " + named(to) + ") than at " + source + " (store "
                    + named(from) + "): entries that are written to one would be missing in the other.");
        }
        return from.flatMap(data -> objection(data, to.orElseThrow()));
    }

    /**
     * The reason why the two must not have a share of the requests each; empty if both write to one database. Each opening and
     * each import of data adds an origin, so two locations with the same newest origin use the same database.
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
                        + named(to) + "): entries that are written to one would be missing in the other.");
    }

    private static Optional<UUID> newest(Lineage data) {
        return data.origins().stream().findFirst().map(Lineage.Origin::id);
    }

    private Optional<String> objection(Lineage data, Lineage copy) {
        return data.sharedWith(copy)
                .map(shared ->
                        data.head() > shared ? Optional.of(missing(data, copy, shared)) : Optional.<String>empty())
                .orElseGet(() -> Optional.of("serves data of the same store " + data.storeId()
                        + " without a recent origin in common with the data at " + source
                        + ": whether entries are missing there is not known."));
    }

    private String missing(Lineage data, Lineage copy, long shared) {
        var missing = "serves a copy of the data at " + source + " (store " + data.storeId() + "): "
                + entries(data.head() - shared) + " missing there, those after position " + shared + ".";
        return copy.head() > shared
                ? missing + " It has " + number(copy.head() - shared) + " of its own instead: the two have diverged."
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
