package banyan.launcher.slots.placement;

import banyan.launcher.admin.api.SlotInput;
import banyan.launcher.slots.Location;
import java.util.Optional;

/** Warns an operator who changes the share of a location after a move of another operator. */
final class ReplacedShare {
    private ReplacedShare() {}

    /**
     * @param last the step that set the present route, if there is one; its operator has seen the route already
     */
    static Optional<String> of(SlotInput input, Move move, Optional<RouteView> last) {
        if (input.share() == null || input.location() == null || !move.from().isSplit()) {
            return Optional.empty();
        }
        var location = Location.parse(input.location());
        var before = move.from().weights().get(location);
        return last.filter(step -> before != null && !move.by().equals(step.by()))
                .map(step -> location + " had a share of " + before + " % until now, by a move of " + step.by() + " at "
                        + step.at() + ".");
    }
}
