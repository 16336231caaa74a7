package banyan.users;

import banyan.core.web.NormalForm;
import banyan.core.web.Validation;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A name that one signs in with, in its only form: what looks alike to a person is alike. */
record Username(String text) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9_]{3,32}");

    /** Longer ones are not even looked at. */
    static final int LONGEST = 200;

    /** Returns the name, folded by compatibility (NFKC) and case, or empty if nobody can have it. */
    static Optional<Username> of(@Nullable String text) {
        if (text == null || text.length() > LONGEST) {
            return Optional.empty();
        }
        var folded = NormalForm.nfkc(text).toLowerCase(Locale.ROOT).replace("ß", "ss");
        return FORM.matcher(folded).matches() ? Optional.of(new Username(folded)) : Optional.empty();
    }

    /** Looks whether it may become somebody's name. */
    static String check(Validation check, @Nullable String text) {
        return of(text).map(Username::text)
                .orElseGet(() -> check.fault("username", "has to be 3 to 32 of the letters a-z, digits and _"));
    }
}
