package banyan.users;

import banyan.core.web.validation.NormalForm;
import banyan.core.web.validation.Validation;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A username in its canonical form: names that look alike to a person are equal. */
record Username(String text) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9_]{3,32}");

    /** Longer input is rejected without normalization. */
    static final int MAX_INPUT_LENGTH = 200;

    /** Returns the name, folded by compatibility (NFKC) and case, or empty if it is not a valid username. */
    static Optional<Username> of(@Nullable String text) {
        if (text == null || text.length() > MAX_INPUT_LENGTH) {
            return Optional.empty();
        }
        var folded = NormalForm.nfkc(text).toLowerCase(Locale.ROOT).replace("ß", "ss");
        return FORM.matcher(folded).matches() ? Optional.of(new Username(folded)) : Optional.empty();
    }

    /** Returns the canonical form, or adds a fault if the name is not a valid username. */
    static String validate(Validation validation, @Nullable String text) {
        return of(text).map(Username::text)
                .orElseGet(() -> validation.fault("username", "has to be 3 to 32 characters of a-z, 0-9 and _"));
    }
}
