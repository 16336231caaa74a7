package banyan.users;

import banyan.core.web.Validation;
import io.swagger.v3.oas.annotations.media.DependentRequired;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What somebody changes about themselves: what is null stays as it is.
 *
 * @param oldPassword has to be there for a new one
 */
@Schema(dependentRequiredMap = @DependentRequired(name = "password", value = "oldPassword"))
public record UserChange(
        @Schema(minLength = 1, maxLength = NewUser.NAME, pattern = Validation.LINE) @Nullable
        String name,

        @Schema(maxLength = NewUser.BIO) @Nullable String bio,

        @Schema(minLength = Password.LEAST, maxLength = Password.MOST) @Nullable
        Password password,

        @Nullable Password oldPassword) {
    public UserChange {
        var check = new Validation();
        name = check.optionalLine("name", name, 1, NewUser.NAME);
        bio = check.optionalText("bio", bio, 0, NewUser.BIO);
        if (password != null) {
            Password.check(check, password);
            if (oldPassword == null) {
                check.fault("oldPassword", "is missing: a new password needs the old one");
            }
        }
        check.done();
    }
}
