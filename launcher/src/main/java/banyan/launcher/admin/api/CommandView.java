package banyan.launcher.admin.api;

import java.util.List;

/**
 * The output of a command of a module.
 *
 * @param lines for the operator to read
 */
public record CommandView(List<String> lines) {
    public CommandView {
        lines = List.copyOf(lines);
    }
}
