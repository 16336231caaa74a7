package banyan.core.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.BoardException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckTest {
    private final Check check = new Check();

    @Test
    void givesTextsInTheirNormalForm() {
        assertThat(check.text("text", "Cafe\u0301\r\nau\rlait", 1, 20)).isEqualTo("Caf\u00e9\nau\nlait");
        check.done();
    }

    @Test
    void countsCodePointsAfterNormalising() {
        assertThat(check.text("title", "\ud83c\udf6c".repeat(200), 1, 200)).hasSize(400);
        assertThat(check.text("title", "e\u0301".repeat(200), 1, 200)).hasSize(200);
        check.done();
        check.text("title", "\ud83c\udf6c".repeat(201), 1, 200);
        assertThatThrownBy(check::done).hasMessage("/title: has 201 characters, and may have 1 to 200");
    }

    @Test
    void refusesMarksThatPileUp() {
        assertThat(check.text("text", "a" + "\u0301\u0316".repeat(15), 1, 100)).hasSizeLessThanOrEqualTo(31);
        check.done();
        check.text("text", "a" + "\u0301\u0316".repeat(15) + "\u0301", 1, 100);
        assertThatThrownBy(check::done).hasMessage("/text: has more than 30 combining marks in a row");
    }

    /** Four are one in the normal form at most. */
    @Test
    void countsWhatIsMuchTooLongAsItCame() {
        check.text("title", "a\u0301".repeat(900), 1, 200);
        assertThatThrownBy(check::done).hasMessage("/title: has 1800 characters, and may have 1 to 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\u0007", "\ud800", "a\udc00b", "\u0085"})
    void refusesWhatIsNoText(String text) {
        check.text("text", text, 1, 10);
        assertThatThrownBy(check::done).hasMessageStartingWith("/text: has a character that is no text");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\n\t", "\u2003"})
    void refusesWhatIsBlankWhereSomethingHasToBe(String text) {
        check.text("title", text, 1, 10);
        assertThatThrownBy(check::done).hasMessage("/title: is blank");
    }

    @Test
    void takesTabsLineFeedsAndEmptyTextsWhereTheyMayBe() {
        assertThat(check.text("bio", "", 0, 10)).isEmpty();
        assertThat(check.text("bio", "a\tb\nc", 0, 10)).isEqualTo("a\tb\nc");
        assertThat(check.optionalText("bio", null, 0, 10)).isNull();
        check.done();
    }

    @Test
    void namesAllFaultsAtOnce() {
        check.text("title", null, 1, 200);
        check.id("thread", null);
        check.id("thread", 0L);
        assertThatThrownBy(check::done).isInstanceOfSatisfying(BoardException.class, failure -> {
            assertThat(failure.kind()).isEqualTo(BoardException.Kind.INVALID);
            assertThat(failure.faults())
                    .extracting(BoardException.Fault::pointer)
                    .containsExactly("/title", "/thread", "/thread");
        });
    }
}
