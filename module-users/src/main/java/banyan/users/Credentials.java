package banyan.users;

import banyan.core.web.validation.Validation;
import io.swagger.v3.oas.annotations.media.DependentRequired;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The input of a sign-in: username and password, or neither to renew a token. */
@Schema(
        dependentRequiredMap = {
            @DependentRequired(name = "username", value = "password"),
            @DependentRequired(name = "password", value = "username")
        })
public record Credentials(
        @Nullable String username, @Nullable Password password) {
    public Credentials {
        var validation = new Validation();
        if (username == null && password != null) {
            validation.fault("username", "is missing");
        }
        if (username != null && password == null) {
            validation.fault("password", "is missing");
        }
        validation.done();
    }
}
