package banyan.users;

import banyan.core.web.validation.Validation;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The input of a registration.
 *
 * @param name the name that others see; the username if omitted
 * @param bio empty if omitted
 */
public record NewUser(
        @Schema(minLength = 1, maxLength = Username.MAX_INPUT_LENGTH)
        String username,

        @Schema(minLength = Password.MIN_LENGTH, maxLength = Password.MAX_LENGTH)
        Password password,

        @Schema(minLength = 1, maxLength = NewUser.MAX_NAME, pattern = Validation.LINE) @Nullable
        String name,

        @Schema(maxLength = NewUser.MAX_BIO) @Nullable String bio) {
    static final int MAX_NAME = 80;
    static final int MAX_BIO = 500;

    public NewUser {
        var validation = new Validation();
        username = Username.validate(validation, username);
        Password.validate(validation, password);
        name = name == null ? username : validation.line("name", name, 1, MAX_NAME);
        bio = bio == null ? "" : validation.text("bio", bio, 0, MAX_BIO);
        validation.done();
    }

    /** Returns the input without the password. */
    String fingerprint() {
        return String.join("\0", username, name, bio);
    }
}
