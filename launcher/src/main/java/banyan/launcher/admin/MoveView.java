package banyan.launcher.admin;

import java.util.List;

/**
 * What has become of a move, as the admin port says it.
 *
 * @param changed false if the requests went there already
 * @param slot as it is now
 * @param warnings what the operator should know
 */
public record MoveView(boolean changed, SlotView slot, List<String> warnings) {
    public MoveView {
        warnings = List.copyOf(warnings);
    }
}
