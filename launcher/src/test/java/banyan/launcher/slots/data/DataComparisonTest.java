package banyan.launcher.slots.data;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.core.Lineage;
import banyan.core.Lineage.Origin;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Objections to a move between two locations. */
class DataComparisonTest {
    private static final UUID STORE = UUID.randomUUID();
    private static final Origin FIRST = new Origin(STORE, 0);
    private static final Origin LATER = new Origin(UUID.randomUUID(), 10);
    private static final Origin COPIED = new Origin(UUID.randomUUID(), 20);

    @Test
    void acceptsTheSameDataAndACompleteCopy() {
        assertThat(objection(data(20, FIRST), data(20, FIRST))).isEmpty();
        assertThat(objection(data(20, FIRST), data(21, COPIED, FIRST))).isEmpty();
        assertThat(objection(data(20, LATER, FIRST), data(20, COPIED, LATER, FIRST)))
                .isEmpty();
        assertThat(objection(data(20, LATER, FIRST), data(25, COPIED, LATER, FIRST)))
                .isEmpty();
        assertThat(objection(Optional.empty(), Optional.empty())).isEmpty();
    }

    @Test
    void countsMissingEntries() {
        assertThat(objection(data(33, LATER, FIRST), data(20, COPIED, LATER, FIRST)))
                .hasValue("serves a copy of the data at here (store " + STORE
                        + "): 13 entries are missing there, those after position 20.");
        assertThat(objection(data(21, LATER, FIRST), data(20, COPIED, LATER, FIRST)))
                .hasValueSatisfying(why -> assertThat(why).contains("1 entry is missing there"));
    }

    @Test
    void reportsEntriesOfBothIfTheyHaveDiverged() {
        assertThat(objection(data(33, LATER, FIRST), data(50, COPIED, LATER, FIRST)))
                .hasValueSatisfying(why -> assertThat(why)
                        .contains("13 entries are missing there, those after position 20.")
                        .contains("30 entries of its own instead: the two have diverged"));
    }

    @Test
    void rejectsOtherDataAndDataWithoutACommonOrigin() {
        var other = new Lineage(UUID.randomUUID(), 20, List.of(FIRST));
        assertThat(objection(data(20, FIRST), Optional.of(other)))
                .hasValueSatisfying(why -> assertThat(why).contains("serves other data (store " + other.storeId()));
        assertThat(objection(data(20, FIRST), Optional.empty()))
                .hasValueSatisfying(why -> assertThat(why).contains("serves other data (store none)"));
        assertThat(objection(data(20, LATER), data(20, COPIED)))
                .hasValueSatisfying(why -> assertThat(why).contains("without a recent origin in common"));
    }

    @Test
    void allowsSharesOfOneDatabaseOnly() {
        assertThat(sharingObjection(data(20, LATER, FIRST), data(21, LATER, FIRST)))
                .isEmpty();
        assertThat(sharingObjection(Optional.empty(), Optional.empty())).isEmpty();
        for (var other : List.of(data(20, COPIED, LATER, FIRST), data(20, FIRST), data(20))) {
            assertThat(sharingObjection(data(20, LATER, FIRST), other))
                    .hasValueSatisfying(why -> assertThat(why).contains("does not serve the same database as here"));
        }
        assertThat(sharingObjection(data(20), data(20))).isPresent();
        assertThat(sharingObjection(data(20, FIRST), Optional.empty()))
                .hasValueSatisfying(why -> assertThat(why).contains("serves other data (store none)"));
    }

    private static Optional<String> sharingObjection(Optional<Lineage> from, Optional<Lineage> to) {
        return new DataComparison("here", from, "there", to).sharingObjection();
    }

    private static Optional<String> objection(Optional<Lineage> from, Optional<Lineage> to) {
        return new DataComparison("here", from, "there", to).objection();
    }

    private static Optional<Lineage> data(long head, Origin... newestFirst) {
        return Optional.of(new Lineage(STORE, head, Stream.of(newestFirst).toList()));
    }
}
