package banyan.users;

import banyan.core.web.Validation;
import io.swagger.v3.oas.annotations.media.DependentRequired;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What somebody signs in with: both, or neither to renew a token. */
@Schema(
        dependentRequiredMap = {
            @DependentRequired(name = "username", value = "password"),
            @DependentRequired(name = "password", value = "username")
        })
public record Credentials(
        @Nullable String username, @Nullable Password password) {
    public Credentials {
        var check = new Validation();
        if (username == null && password != null) {
            check.fault("username", "is missing");
        }
        if (username != null && password == null) {
            check.fault("password", "is missing");
        }
        check.done();
    }
}
