package banyan.launcher.admin.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of a move.
 *
 * @param changed false if the slot had that route already
 * @param slot the slot after the move
 * @param data what was done with the data of the module; null if they did not have to be moved
 * @param warnings sentences for the operator
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MoveView(
        boolean changed, SlotView slot, @Nullable String data, List<String> warnings) {
    public MoveView {
        warnings = List.copyOf(warnings);
    }
}
