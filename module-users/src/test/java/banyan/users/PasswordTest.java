package banyan.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.web.validation.Validation;
import org.junit.jupiter.api.Test;

class PasswordTest {
    @Test
    void isEqualInEachNormalForm() {
        assertThat(new Password("caf\u00e9 sesame!").bytes()).isEqualTo(new Password("cafe\u0301 sesame!").bytes());
    }

    @Test
    void isMeasuredInItsNormalForm() {
        var longest = new Validation();
        Password.validate(longest, new Password("e\u0301".repeat(Password.MAX_LENGTH)));
        assertThatCode(longest::done).doesNotThrowAnyException();
    }

    /** The client could choose how long the normalization takes. */
    @Test
    void isTooLongWithoutNormalizationIfNoNormalFormCanFit() {
        var tooLong = new Validation();
        Password.validate(tooLong, new Password("a" + "\u0316\u0301".repeat(15_000)));
        assertThatThrownBy(tooLong::done).hasMessageStartingWith("/password: has 30001 characters");
    }
}
