package banyan.launcher.slots.placement;

import java.util.List;
import java.util.Optional;

/**
 * The result of a move.
 *
 * @param isChanged false if the slot had that route already
 * @param data a sentence with what was done with the data; empty if they did not have to be moved
 * @param warnings sentences for the operator
 */
public record MoveResult(boolean isChanged, Optional<String> data, List<String> warnings) {
    static final MoveResult UNCHANGED = new MoveResult(false, List.of());

    MoveResult(boolean isChanged, List<String> warnings) {
        this(isChanged, Optional.empty(), warnings);
    }

    public MoveResult {
        warnings = List.copyOf(warnings);
    }
}
