package banyan.core.web.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.BoardException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValidationTest {
    private final Validation check = new Validation();

    @Test
    void returnsTheNormalForm() {
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
    void rejectsManyMarksInARow() {
        assertThat(check.text("text", "a" + "\u0301\u0316".repeat(15), 1, 100)).hasSizeLessThanOrEqualTo(31);
        check.done();
        check.text("text", "a" + "\u0301\u0316".repeat(15) + "\u0301", 1, 100);
        assertThatThrownBy(check::done).hasMessage("/text: has more than 30 combining marks in a row");
    }

    /** Normalization composes at most four characters into one. */
    @Test
    void countsAFarTooLongTextWithoutNormalizingIt() {
        check.text("title", "a\u0301".repeat(900), 1, 200);
        assertThatThrownBy(check::done).hasMessage("/title: has 1800 characters, and may have 1 to 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u0000b",
                "a\u0007",
                "\ud800",
                "a\udc00b",
                "\u0085",
                "a\ufdd0",
                "a\ufdef",
                "a\uffff",
                "a\ud83f\udffe",
                "a\udbff\udfff"
            })
    void rejectsCodePointsThatAreNotText(String text) {
        check.text("text", text, 1, 10);
        assertThatThrownBy(check::done).hasMessageStartingWith("/text: has a code point that is not text");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "\n\t",
                "\u2003",
                "\u00a0\u3000",
                "\u200b\u200b",
                "\u2060\ufeff",
                "\u200e\u200f\u061c",
                "\u00ad",
                "\u034f",
                "\u115f\u1160",
                "\u3164\uffa0",
                "\u2800",
                "\u180e",
                "\ufe0f",
                "\u202a\u202c\u2066\u2069",
                "\udb40\udc20\udb40\udc41"
            })
    void rejectsInvisibleTexts(String text) {
        for (int least : new int[] {0, 1}) {
            var looked = new Validation();
            looked.text("title", text, least, 10);
            assertThatThrownBy(looked::done).hasMessage("/title: is blank");
        }
    }

    /** Even the newest JDK does not know all of them; the oldest knows only one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\ud83d\ude00",
                "\ud83e\udee0",
                "\ud83e\ude77",
                "\ud83e\udee9",
                "\ud83e\udeff",
                "\u0378",
                "\udb41\udc00\udb81\udf41",
                "\ue000",
                "\u0301"
            })
    void acceptsCharactersNewerThanTheJdk(String text) {
        assertThat(check.text("text", text, 1, 10)).isEqualTo(text);
        assertThat(check.line("text", text, 1, 10)).isEqualTo(text);
        check.done();
    }

    @ParameterizedTest
    @ValueSource(strings = {"one\ntwo", "one\r\ntwo", "a\tb", "one\u2028two", "one\u2029two"})
    void rejectsLineBreaksInALine(String text) {
        assertThat(check.text("text", text, 1, 10)).isNotEmpty();
        check.done();
        check.line("title", text, 1, 10);
        assertThatThrownBy(check::done).hasMessage("/title: has to be one line, without tabs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\u202egnissimda\u202c", "\u202ax", "x\u2066y\u2069"})
    void rejectsDirectionControlsInALine(String text) {
        assertThat(check.text("text", text, 1, 20)).isEqualTo(text);
        check.done();
        check.line("title", text, 1, 20);
        assertThatThrownBy(check::done).hasMessageStartingWith("/title: has a direction control");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "family \ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
                "\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
                "\u05e9\u05dc\u05d5\u05dd\u200f!",
                "\u2764\ufe0f"
            })
    void acceptsJoinersAndMarksWithinWords(String text) {
        assertThat(check.line("title", text, 1, 40)).isEqualTo(text);
        check.done();
    }

    @Test
    void acceptsTabsLineFeedsAndEmptyTextsIfAllowed() {
        assertThat(check.text("bio", "", 0, 10)).isEmpty();
        assertThat(check.text("bio", "a\tb\nc", 0, 10)).isEqualTo("a\tb\nc");
        assertThat(check.optionalText("bio", null, 0, 10)).isNull();
        check.done();
    }

    @Test
    void reportsAllFaultsTogether() {
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
