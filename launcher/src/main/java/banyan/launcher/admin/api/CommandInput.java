package banyan.launcher.admin.api;

import banyan.core.web.validation.Validation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The input of a command of a module.
 *
 * @param arguments the words after the name of the command; null for none
 */
public record CommandInput(@Nullable List<@Nullable String> arguments) {
    /**
     * @throws banyan.core.BoardException INVALID if an argument is null
     */
    public CommandInput {
        if (arguments != null && arguments.contains(null)) {
            var check = new Validation();
            check.fault("arguments", "has to be an array of strings");
            check.done();
        }
    }

    @SuppressWarnings("NullAway") // the constructor rejects null elements
    public List<String> words() {
        return arguments == null ? List.of() : List.copyOf(arguments);
    }
}
