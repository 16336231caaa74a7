package banyan.core;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.core.Lineage.Origin;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Up to which position two copies of data are equal. */
class LineageTest {
    private static final UUID STORE = UUID.randomUUID();
    private static final UUID ONE = UUID.randomUUID();
    private static final UUID TWO = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();

    private final Lineage original = new Lineage(STORE, 20, List.of(new Origin(TWO, 10), new Origin(ONE, 4)));

    @Test
    void sharesAllWithItself() {
        assertThat(original.sharedWith(original)).hasValue(20L);
    }

    @Test
    void sharesTheEntriesBeforeTheStartOfACopy() {
        var copy = new Lineage(STORE, 30, List.of(new Origin(OTHER, 15), new Origin(TWO, 10), new Origin(ONE, 4)));
        assertThat(original.sharedWith(copy)).hasValue(15L);
        assertThat(copy.sharedWith(original)).hasValue(15L);
    }

    @Test
    void sharesTheEntriesBeforeARestartOfTheOriginal() {
        var copy = new Lineage(STORE, 30, List.of(new Origin(OTHER, 12), new Origin(ONE, 4)));
        assertThat(original.sharedWith(copy)).hasValue(10L);
    }

    @Test
    void sharesNoLostEntries() {
        var restored = new Lineage(STORE, 9, List.of(new Origin(OTHER, 6), new Origin(TWO, 10), new Origin(ONE, 4)));
        assertThat(original.sharedWith(restored)).hasValue(6L);
    }

    @Test
    void cannotBeComparedWithoutACommonOrigin() {
        assertThat(original.sharedWith(new Lineage(STORE, 20, List.of(new Origin(OTHER, 0)))))
                .isEmpty();
        assertThat(original.sharedWith(new Lineage(STORE, 20, List.of()))).isEmpty();
    }
}
