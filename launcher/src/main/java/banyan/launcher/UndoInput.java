package banyan.launcher;

import org.jspecify.annotations.Nullable;

/**
 * What the admin port is given to undo a move.
 *
 * @param by who wants it, for the log
 */
public record UndoInput(@Nullable String by) {
    String who() {
        return SlotInput.named(by);
    }
}
