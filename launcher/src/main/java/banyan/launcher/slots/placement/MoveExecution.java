package banyan.launcher.slots.placement;

import banyan.core.BoardException;
import banyan.launcher.slots.Slots;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a move: announces it, checks it, stores it, and takes it back if it has closed a loop. */
final class MoveExecution {
    private static final Logger LOG = LoggerFactory.getLogger(MoveExecution.class);

    private final Slots slots;
    private final PlacementHistory history;
    private final LoopGuard loops;

    MoveExecution(Slots slots, PlacementHistory history, LoopGuard loops) {
        this.slots = slots;
        this.history = history;
        this.loops = loops;
    }

    /**
     * @param check checks the move after it was announced, and returns warnings
     * @throws BoardException if the move cannot be made: then nothing has changed
     */
    MoveResult make(Move move, Supplier<List<String>> check) {
        slots.announce(move.module(), move.to());
        try {
            var warnings = check.get();
            carryOut(move);
            return new MoveResult(true, warnings);
        } finally {
            slots.settle(move.module());
        }
    }

    /** A process of an earlier release does not announce its moves. It may have moved the module here in the meantime. */
    private void carryOut(Move move) {
        loops.require(move.module(), move.added());
        var before = history.put(move);
        if (loops.isClosed(move.module(), move.added())) {
            var trouble = history.putBack(move, before).map(why -> " " + why);
            throw new BoardException(
                    BoardException.Kind.CONFLICT,
                    "The module " + move.module() + " was not moved to " + move.to()
                            + ": requests would loop, as it was moved to this process at the same moment."
                            + trouble.orElse(""));
        }
        LOG.info("{} moved by {}: from {} to {}", move.module(), move.by(), move.from(), move.to());
    }
}
