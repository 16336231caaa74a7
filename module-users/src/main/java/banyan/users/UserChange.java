package banyan.users;

import banyan.core.web.validation.Validation;
import io.swagger.v3.oas.annotations.media.DependentRequired;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The input of a change of one's own account. Omitted members keep their values.
 *
 * @param oldPassword required with a new password
 */
@Schema(dependentRequiredMap = @DependentRequired(name = "password", value = "oldPassword"))
public record UserChange(
        @Schema(minLength = 1, maxLength = NewUser.MAX_NAME, pattern = Validation.LINE) @Nullable
        String name,

        @Schema(maxLength = NewUser.MAX_BIO) @Nullable String bio,

        @Schema(minLength = Password.MIN_LENGTH, maxLength = Password.MAX_LENGTH) @Nullable
        Password password,

        @Nullable Password oldPassword) {
    public UserChange {
        var validation = new Validation();
        name = validation.optionalLine("name", name, 1, NewUser.MAX_NAME);
        bio = validation.optionalText("bio", bio, 0, NewUser.MAX_BIO);
        if (password != null) {
            Password.validate(validation, password);
            if (oldPassword == null) {
                validation.fault("oldPassword", "is missing: a new password requires the old one");
            }
        }
        validation.done();
    }
}
