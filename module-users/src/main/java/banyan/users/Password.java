package banyan.users;

import banyan.core.web.NormalForm;
import banyan.core.web.Validation;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A password as somebody sent it. Never shown: it has no text of its own. */
public final class Password {
    static final int LEAST = 12;
    static final int MOST = 128;

    /** In code units: what is longer is too long in any form, and to bring it into one takes as much time as one likes. */
    private static final int LONGEST = 8 * MOST;

    /** Control characters, and halves of a pair, which have no octets. */
    private static final Pattern UNFIT = Pattern.compile("[\\p{Cc}\\p{Cs}]");

    private final byte[] octets;
    private final int length;
    private final boolean isFit;

    /** Called by Jackson. The same password is typed in different code points on different machines: hence NFC. */
    public Password(String text) {
        var normal = text.length() > LONGEST ? text : NormalForm.nfc(text);
        octets = normal.getBytes(StandardCharsets.UTF_8);
        length = normal.codePointCount(0, normal.length());
        isFit = !UNFIT.matcher(normal).find();
    }

    /** Looks whether it may become the password of an account. */
    static void check(Validation check, @Nullable Password password) {
        if (password == null) {
            check.fault("password", "is missing: it has to be a text of " + LEAST + " to " + MOST + " characters");
        } else if (password.length < LEAST || password.length > MOST) {
            check.fault("password", "has " + password.length + " characters, and may have " + LEAST + " to " + MOST);
        } else if (!password.isFit) {
            check.fault("password", "has a control character, or half of a pair");
        }
    }

    byte[] octets() {
        return octets.clone();
    }
}
