package banyan.core.web.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The normal form of a text is equal on every JDK. */
class NormalFormTest {
    @Test
    void equalsThatOfUnicodeForOldCharacters() {
        var all = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(NormalForm::isAssigned)
                .mapToObj(c -> "e" + Character.toString(c) + "\u0323\u0301")
                .toList();
        assertThat(all).hasSizeGreaterThan(280_000);
        assertThat(all).allMatch(text -> NormalForm.nfc(text).equals(Normalizer.normalize(text, Normalizer.Form.NFC)));
        assertThat(all)
                .allMatch(text -> NormalForm.nfkc(text).equals(Normalizer.normalize(text, Normalizer.Form.NFKC)));
    }

    @Test
    void knowsNoMoreThanTheJdk() {
        assertThat(IntStream.rangeClosed(0, Character.MAX_CODE_POINT).filter(NormalForm::isAssigned))
                .allMatch(Character::isDefined);
    }

    /** Characters of Unicode 14 to 16: newer JDKs would reorder them, compose them, or replace them by letters. */
    @ParameterizedTest
    @ValueSource(
            strings = {"a\u0898\u0323", "\ud818\udd21\ud818\udd1f", "\ud833\udcd6\ud833\udce3", "\ud833\udcd6", "\u0378"
            })
    void keepsNewerCharactersUnchanged(String text) {
        assertThat(NormalForm.nfc(text)).isEqualTo(text);
        assertThat(NormalForm.nfkc(text)).isEqualTo(text);
    }

    @Test
    void normalizesTheTextBesideThem() {
        assertThat(NormalForm.nfc("e\u0301\ud83e\udee9e\u0301\ud83e\udee9"))
                .isEqualTo("\u00e9\ud83e\udee9\u00e9\ud83e\udee9");
        assertThat(NormalForm.nfc("\ud800e\u0301")).isEqualTo("\ud800\u00e9");
        assertThat(NormalForm.nfc("")).isEmpty();
    }
}
