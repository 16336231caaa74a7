package banyan.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.web.Validation;
import org.junit.jupiter.api.Test;

class PasswordTest {
    @Test
    void isTheSameInEachNormalForm() {
        assertThat(new Password("caf\u00e9 sesame!").octets()).isEqualTo(new Password("cafe\u0301 sesame!").octets());
    }

    @Test
    void isCountedInItsNormalForm() {
        var longest = new Validation();
        Password.check(longest, new Password("e\u0301".repeat(Password.MOST)));
        assertThatCode(longest::done).doesNotThrowAnyException();
    }

    /** To normalise it would take as long as its sender likes. */
    @Test
    void isTooLongAsItCameWhereNoFormOfItIsShortEnough() {
        var tooLong = new Validation();
        Password.check(tooLong, new Password("a" + "\u0316\u0301".repeat(15_000)));
        assertThatThrownBy(tooLong::done).hasMessageStartingWith("/password: has 30001 characters");
    }
}
