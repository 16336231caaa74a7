package banyan.users;

import banyan.core.web.Check;
import org.jspecify.annotations.Nullable;

/**
 * What somebody changes about themselves: what is null stays as it is.
 *
 * @param oldPassword has to be there for a new one
 */
public record UserChange(
        @Nullable String name,
        @Nullable String bio,
        @Nullable Password password,
        @Nullable Password oldPassword) {
    public UserChange {
        var check = new Check();
        name = check.optionalText("name", name, 1, NewUser.NAME);
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
