package banyan.launcher.admin.api;

import java.util.List;

/**
 * The result of a move.
 *
 * @param changed false if the slot had that route already
 * @param slot the slot after the move
 * @param warnings sentences for the operator
 */
public record MoveView(boolean changed, SlotView slot, List<String> warnings) {
    public MoveView {
        warnings = List.copyOf(warnings);
    }
}
