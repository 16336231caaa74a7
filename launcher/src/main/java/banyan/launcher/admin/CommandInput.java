package banyan.launcher.admin;

import banyan.core.web.Validation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the admin port is given with a command.
 *
 * @param arguments the words that follow its name; none unless given
 */
public record CommandInput(@Nullable List<@Nullable String> arguments) {
    public CommandInput {
        if (arguments != null && arguments.contains(null)) {
            var check = new Validation();
            check.fault("arguments", "has to be an array of strings");
            check.done();
        }
    }

    @SuppressWarnings("NullAway") // looked at above
    List<String> words() {
        return arguments == null ? List.of() : List.copyOf(arguments);
    }
}
