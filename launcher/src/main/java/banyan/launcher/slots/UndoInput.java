package banyan.launcher.slots;

import org.jspecify.annotations.Nullable;

/**
 * What the admin port is given to undo a move.
 *
 * @param otherData whether the places before the move may serve other data than those after it
 * @param by who wants it, for the log
 */
public record UndoInput(
        @Nullable Boolean otherData, @Nullable String by) {
    boolean mayBeOtherData() {
        return Boolean.TRUE.equals(otherData);
    }

    String who() {
        return SlotInput.named(by);
    }
}
