package banyan.users;

import banyan.core.web.validation.NormalForm;
import banyan.core.web.validation.Validation;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A password from a request. It has no {@code toString}, so that nothing shows it. */
public final class Password {
    static final int MIN_LENGTH = 12;
    static final int MAX_LENGTH = 128;

    /** In UTF-16 code units. A longer text is too long in any normal form, and normalizing it may take any time. */
    private static final int MAX_INPUT_CHARS = 8 * MAX_LENGTH;

    /** Control characters, and unpaired surrogates, which have no UTF-8 bytes. */
    private static final Pattern UNFIT = Pattern.compile("[\\p{Cc}\\p{Cs}]");

    private final byte[] bytes;
    private final int length;
    private final boolean isFit;

    /** Called by Jackson. Normalizes to NFC, because machines type the same password in different code points. */
    public Password(String text) {
        var normal = text.length() > MAX_INPUT_CHARS ? text : NormalForm.nfc(text);
        bytes = normal.getBytes(StandardCharsets.UTF_8);
        length = normal.codePointCount(0, normal.length());
        isFit = !UNFIT.matcher(normal).find();
    }

    /** Checks whether the password may become that of an account. */
    static void validate(Validation validation, @Nullable Password password) {
        if (password == null) {
            validation.fault(
                    "password",
                    "is missing: it has to be a text of " + MIN_LENGTH + " to " + MAX_LENGTH + " characters");
        } else if (password.length < MIN_LENGTH || password.length > MAX_LENGTH) {
            validation.fault(
                    "password",
                    "has " + password.length + " characters, and may have " + MIN_LENGTH + " to " + MAX_LENGTH);
        } else if (!password.isFit) {
            validation.fault("password", "has a control character or an unpaired surrogate");
        }
    }

    byte[] bytes() {
        return bytes.clone();
    }
}
