package banyan.launcher.slots.placement;

import banyan.core.BoardException;
import banyan.launcher.slots.KnownHome;
import banyan.launcher.slots.Route;
import banyan.launcher.slots.Slots;
import banyan.launcher.slots.data.LocationData;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last step of each module that was moved. The file, this memory and the slot change together. */
final class PlacementHistory {
    private static final Logger LOG = LoggerFactory.getLogger(PlacementHistory.class);

    private final PlacementFile file;
    private final Slots slots;
    private final LocationData data;
    private final SortedMap<String, RouteView> steps;

    PlacementHistory(PlacementFile file, Slots slots, LocationData data) {
        this.file = file;
        this.slots = slots;
        this.data = data;
        steps = file.read();
    }

    synchronized SortedMap<String, RouteView> lastSteps() {
        return new TreeMap<>(steps);
    }

    synchronized Optional<RouteView> lastStep(String module) {
        return Optional.ofNullable(steps.get(module));
    }

    /** The routes that the module can go back to, the last one first. */
    List<Route> earlierRoutes(String module) {
        return lastStep(module).map(RouteView::steps).orElse(List.of());
    }

    /** Whether the last step was allowed to lead to other data. */
    boolean isMovedToOtherData(String module) {
        return lastStep(module)
                .filter(step -> Boolean.TRUE.equals(step.otherData()))
                .isPresent();
    }

    /**
     * Stores the step, then takes it.
     *
     * @return the step before it; null if there was none
     * @throws BoardException CONFLICT if the home has changed since the move was checked, UNAVAILABLE if the file cannot be
     *     written: then nothing has changed
     */
    synchronized @Nullable RouteView put(Move move) {
        requireUnchanged(move);
        var before = steps.get(move.module());
        set(move.module(), RouteView.step(move, before, data.known(move.module(), move.locations())));
        try {
            file.write(steps);
        } catch (IOException e) {
            set(move.module(), before);
            throw unwritable(move.module(), e);
        }
        slots.route(move.module(), move.to());
        return before;
    }

    /**
     * Takes back a step.
     *
     * @param before the step before it; null if there was none
     * @return a sentence for the operator if the file still has the step; the next move of any module writes the file again
     */
    synchronized Optional<String> putBack(Move move, @Nullable RouteView before) {
        if (!isAt(move.module(), move.to())) {
            return Optional.empty(); // the requests go to a newer home by now
        }
        slots.route(move.module(), move.from());
        set(move.module(), before);
        try {
            file.write(steps);
            return Optional.empty();
        } catch (IOException e) {
            var why = file.path() + " still says that it was, until the next move is written there: it cannot be"
                    + " written now (" + reason(e) + ").";
            LOG.warn("{} was not moved. {}", move.module(), why);
            return Optional.of(why);
        }
    }

    /**
     * Routes the module to its new home, unless a home of this epoch or a later one is known. Where the file cannot be
     * written, the requests follow the home all the same, as their old location would refuse them.
     *
     * @return whether the home is news
     */
    synchronized boolean adopt(String module, KnownHome home) {
        var slot = slots.of(module).filter(known -> known.epoch() < home.epoch());
        if (slot.isEmpty()) {
            return false;
        }
        var from = slot.get().route();
        var to = from.at(home.location());
        set(module, step(module, from, to, home));
        slots.adopt(module, home, to);
        if (!from.equals(to)) {
            LOG.info("{} has a new home (epoch {}): its requests go from {} to {}", module, home.epoch(), from, to);
        }
        try {
            file.write(steps);
        } catch (IOException e) {
            LOG.warn(
                    "The new home of {} is unknown at the next start, as {} cannot be written: {}",
                    module,
                    file.path(),
                    reason(e));
        }
        return true;
    }

    private RouteView step(String module, Route from, Route to, KnownHome home) {
        var before = steps.get(module);
        if (before != null && from.equals(to)) {
            return before.withHome(home);
        }
        var move = new Move(module, from, to, "its home of epoch " + home.epoch(), false);
        return RouteView.step(move, before, data.known(module, move.locations()))
                .withHome(home);
    }

    private void requireUnchanged(Move move) {
        if (!isAt(move.module(), move.from())) {
            throw new BoardException(
                    BoardException.Kind.CONFLICT,
                    "The module " + move.module() + " was not moved to " + move.to()
                            + ": the home of its data has changed at the same moment. Look where it is, and try again.");
        }
    }

    private boolean isAt(String module, Route route) {
        return slots.of(module).filter(slot -> slot.route().equals(route)).isPresent();
    }

    private BoardException unwritable(String module, IOException failure) {
        LOG.warn("{} is not moved, as {} cannot be written: {}", module, file.path(), reason(failure));
        return new BoardException(
                BoardException.Kind.UNAVAILABLE,
                "The module " + module + " is not moved: its new location cannot be written to " + file.path() + " ("
                        + reason(failure) + ").");
    }

    private void set(String module, @Nullable RouteView step) {
        if (step == null) {
            steps.remove(module);
        } else {
            steps.put(module, step);
        }
    }

    private static String reason(IOException failure) {
        if (failure instanceof FileSystemException known && known.getReason() != null) {
            return known.getReason();
        }
        return Objects.requireNonNullElse(failure.getMessage(), failure.toString());
    }
}
