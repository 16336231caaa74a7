package banyan.launcher.slots.placement;

import java.util.List;

/**
 * The result of a move.
 *
 * @param isChanged false if the slot had that route already
 * @param warnings sentences for the operator
 */
public record MoveResult(boolean isChanged, List<String> warnings) {
    static final MoveResult UNCHANGED = new MoveResult(false, List.of());

    public MoveResult {
        warnings = List.copyOf(warnings);
    }
}
