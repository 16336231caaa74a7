package banyan.core.web.params;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.web.paging.PageCursor;
import banyan.core.web.paging.PageLimit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Query parameters and headers with a format of their own. */
class QueryValuesTest {
    @Test
    void limitsAreFromOneToAThousand() {
        assertThat(PageLimit.fromString("1").value()).isEqualTo(1);
        assertThat(PageLimit.fromString("1000").value()).isEqualTo(1_000);
        assertThat(PageLimit.fromString(PageLimit.BY_DEFAULT).value()).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "1001", "+1", "01", "1.0", "ten", "\u0661", "99999999999999999999"})
    void otherLimitsAreRejected(String text) {
        assertThatThrownBy(() -> PageLimit.fromString(text))
                .hasMessage("?limit: has to be a whole number from 1 to 1000");
    }

    @Test
    void aPageCursorIsReadBack() {
        assertThat(PageCursor.fromString(PageCursor.item(7).toString()).key()).isEqualTo(7);
        assertThat(PageCursor.fromString(PageCursor.item(7, 9).toString()).keys(2))
                .containsExactly(7L, 9L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "a b", "====", "LTE", "MSwyLDM", "OTk5OTk5OTk5OTk5OTk5OTk5OTk"})
    void otherCursorsAreRejected(String text) {
        assertThatThrownBy(() -> PageCursor.fromString(text))
                .hasMessage("?after: has to be taken from the Link header of a page of this list");
    }

    @Test
    void aCursorOfAnotherOrderIsRejected() {
        assertThatThrownBy(() -> PageCursor.item(7, 9).key()).hasMessageStartingWith("?after: ");
        assertThatThrownBy(() -> PageCursor.item(7).keys(2)).hasMessageStartingWith("?after: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "", "\u00e9", "a\u0000"})
    void idempotencyKeysAreVisibleCharacters(String text) {
        assertThatThrownBy(() -> IdempotencyKey.fromString(text)).hasMessageStartingWith("Idempotency-Key has to be");
    }

    @Test
    void idempotencyKeysAreBounded() {
        assertThat(IdempotencyKey.fromString("k".repeat(255)).value()).hasSize(255);
        assertThatThrownBy(() -> IdempotencyKey.fromString("k".repeat(256))).hasMessageContaining("1 to 255");
    }
}
