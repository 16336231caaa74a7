package banyan.users;

import banyan.core.web.Validation;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What somebody registers with.
 *
 * @param name shown to others; the username unless given
 * @param bio empty unless given
 */
public record NewUser(
        @Schema(minLength = 1, maxLength = Username.LONGEST) String username,

        @Schema(minLength = Password.LEAST, maxLength = Password.MOST)
        Password password,

        @Schema(minLength = 1, maxLength = NewUser.NAME, pattern = Validation.LINE) @Nullable
        String name,

        @Schema(maxLength = NewUser.BIO) @Nullable String bio) {
    static final int NAME = 80;
    static final int BIO = 500;

    public NewUser {
        var check = new Validation();
        username = Username.check(check, username);
        Password.check(check, password);
        name = name == null ? username : check.line("name", name, 1, NAME);
        bio = bio == null ? "" : check.text("bio", bio, 0, BIO);
        check.done();
    }

    /** All of it but the secret. */
    String fingerprint() {
        return String.join("\0", username, name, bio);
    }
}
