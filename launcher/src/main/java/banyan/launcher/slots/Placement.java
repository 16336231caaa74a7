package banyan.launcher.slots;

import banyan.core.BoardException;
import banyan.core.contract.Contract;
import banyan.launcher.admin.api.SlotInput;
import banyan.launcher.admin.api.UndoInput;
import banyan.launcher.config.Options;
import banyan.launcher.remote.HandshakeResult.Fails;
import banyan.launcher.remote.PeerHandshake;
import banyan.launcher.remote.Peers;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where each module is: the one place that decides it. Until somebody says something else at the admin port, the options
 * do.
 */
public final class Placement {
    private static final Logger LOG = LoggerFactory.getLogger(Placement.class);

    private final Slots slots;
    private final SortedSet<String> hosted;
    private final PlacementFile file;
    private final Peers peers;
    private final LocationData data;
    private final SameDataRule sameData;
    private final LoopGuard loops;

    /** One move of a module at a time: a move asks other processes, and no other module waits for that. */
    private final Map<String, Object> turns = new ConcurrentHashMap<>();

    /** The last step of each module that has been moved; to be locked with the file. */
    private final SortedMap<String, RouteView> placed;

    /**
     * What has become of a move.
     *
     * @param isChanged false if the requests went there already
     * @param warnings what the operator should know
     */
    public record Moved(boolean isChanged, List<String> warnings) {}

    /**
     * Puts each slot where the options want it, or those who moved it after them.
     *
     * @param hosted the modules of this process
     * @param here what a module of this process says of itself, once it is open
     */
    public Placement(
            Options options,
            SortedSet<String> hosted,
            Slots slots,
            Peers peers,
            Function<String, Optional<Contract>> here) {
        this.slots = slots;
        this.hosted = hosted;
        this.peers = peers;
        data = new LocationData(peers, here);
        sameData = new SameDataRule(data);
        loops = new LoopGuard(peers);
        file = PlacementFile.of(options);
        placed = file.read();
        var start = new StartRoutes(options, hosted, file.path());
        slots.all().keySet().forEach(module -> slots.route(module, start.asGiven(module)));
        placed.forEach((module, last) -> restore(start, module, last));
    }

    private void restore(StartRoutes start, String module, RouteView last) {
        if (slots.of(module).isEmpty()) {
            LOG.warn("{} says where {} was moved, and there is no such module", file.path(), module);
            return;
        }
        slots.route(module, start.asMoved(module, last));
        data.remember(module, last.seenData());
    }

    /** Asks places what they serve. */
    public LocationData data() {
        return data;
    }

    /** Gets to know the places that slots name now, in its own time. */
    public void lookAround() {
        new PeerSurvey(slots, data, peers).begin();
    }

    /**
     * Sends a module's requests elsewhere, once the target has said that it is the same module over the same data.
     *
     * @throws BoardException if it cannot be done: nothing has changed then
     */
    public Moved move(String module, SlotInput input) {
        synchronized (turn(module)) {
            var now = current(module);
            var next = RequestedRoute.of(input, now);
            if (next.equals(now)) {
                return new Moved(false, List.of());
            }
            requireHosted(module, next);
            boolean isOther = Boolean.TRUE.equals(input.otherData());
            return announced(module, next, () -> {
                var warnings = sameData.require(module, now, next, isOther);
                next.mirror()
                        .filter(address -> !now.mirror().equals(next.mirror()))
                        .ifPresent(address ->
                                PeerHandshake.of(peers.at(address), module).contract());
                carryOut(module, now, next, OperatorName.of(input.by()), isOther);
                return new Moved(true, warnings);
            });
        }
    }

    /**
     * Sends them back to where they went before the last move. Steps that lead to a place that does not answer are skipped.
     *
     * @throws BoardException CONFLICT if there was none, or none that leads to places that answer, or if they would miss what
     *     was written since, and neither this request nor the one that is undone allows that
     */
    public Moved undo(String module, UndoInput input) {
        synchronized (turn(module)) {
            var now = current(module);
            boolean isAllowed = Boolean.TRUE.equals(input.otherData());
            var skipped = new ArrayList<String>();
            for (var step : steps(module)) {
                if (!step.equals(now)) {
                    var failure = failure(module, step);
                    if (failure.isEmpty()) {
                        return announced(module, step, () -> {
                            boolean isOther = isMovedToOther(module);
                            skipped.addAll(
                                    isOther && !isAllowed
                                            ? sameData.warnings(module, now, step)
                                            : sameData.require(module, now, step, isAllowed));
                            carryOut(module, now, step, OperatorName.of(input.by()), isOther || isAllowed);
                            return new Moved(true, skipped);
                        });
                    }
                    skipped.add("Not back to " + step + ": " + failure.get());
                }
            }
            throw conflict(
                    skipped.isEmpty()
                            ? "The slot of " + module + " has not been moved: there is nothing to undo."
                            : String.join(" ", skipped) + " Give a place that answers (--to).");
        }
    }

    /** What a move does between its announcement and its end. */
    private interface Step {
        Moved make();
    }

    private Moved announced(String module, Route next, Step step) {
        slots.announce(module, next);
        try {
            return step.make();
        } finally {
            slots.settle(module);
        }
    }

    private List<Route> steps(String module) {
        synchronized (placed) {
            var last = placed.get(module);
            return last == null ? List.of() : last.steps();
        }
    }

    /** Whether the last step was made with leave to go to other data. */
    private boolean isMovedToOther(String module) {
        synchronized (placed) {
            var last = placed.get(module);
            return last != null && Boolean.TRUE.equals(last.otherData());
        }
    }

    /** Why a place of the route would not serve the module. */
    private Optional<String> failure(String module, Route route) {
        if (isNotHosted(module, route)) {
            return Optional.of("The module " + module + " is not hosted here any more.");
        }
        return route.weights().keySet().stream()
                .map(place -> data.ask(module, place, PeerHandshake.TIMEOUT))
                .toList()
                .stream()
                .map(introduced -> introduced.join() instanceof Fails fails ? fails.sentence() : "")
                .filter(sentence -> !sentence.isEmpty())
                .findFirst();
    }

    private Route current(String module) {
        return slots.of(module)
                .orElseThrow(() -> BoardException.notFound("module", module))
                .route();
    }

    /** A target of an earlier release may have been moved here meanwhile without having been seen. */
    private void carryOut(String module, Route now, Route next, String by, boolean isOther) {
        var added = new TreeSet<>(next.weights().keySet());
        added.removeAll(now.weights().keySet());
        loops.require(module, added);
        var before = put(module, now, next, by, isOther);
        if (loops.isClosed(module, added)) {
            var trouble = putBack(module, now, before).map(why -> " " + why);
            throw conflict("The module " + module + " was not moved to " + next
                    + ": requests would go round, as it was moved to this process at the same moment."
                    + trouble.orElse(""));
        }
        LOG.info("{} moved by {}: from {} to {}", module, by, now, next);
    }

    /** Stores the step, then takes it. Returns the one before it. */
    private @Nullable RouteView put(String module, Route now, Route next, String by, boolean isOther) {
        var places = new TreeSet<>(now.weights().keySet());
        places.addAll(next.weights().keySet());
        synchronized (placed) {
            var before = placed.get(module);
            store(module, RouteView.step(now, next, by, isOther, before, data.known(module, places)), before);
            slots.route(module, next);
            return before;
        }
    }

    /** Returns what the operator should know if the file cannot follow: the next move, of whatever module, writes it whole. */
    private Optional<String> putBack(String module, Route now, @Nullable RouteView before) {
        synchronized (placed) {
            slots.route(module, now);
            set(module, before);
            try {
                file.write(placed);
                return Optional.empty();
            } catch (IOException e) {
                var why = file.path() + " still says that it was, until the next move is written there: it cannot be"
                        + " written now (" + reason(e) + ").";
                LOG.warn("{} was not moved. {}", module, why);
                return Optional.of(why);
            }
        }
    }

    private void store(String module, @Nullable RouteView next, @Nullable RouteView before) {
        set(module, next);
        try {
            file.write(placed);
        } catch (IOException e) {
            set(module, before);
            LOG.warn("{} is not moved, as {} cannot be written: {}", module, file.path(), reason(e));
            throw new BoardException(
                    BoardException.Kind.UNAVAILABLE,
                    "The module " + module + " is not moved: where it is going cannot be written to " + file.path()
                            + " (" + reason(e) + ").");
        }
    }

    private void set(String module, @Nullable RouteView step) {
        if (step == null) {
            placed.remove(module);
        } else {
            placed.put(module, step);
        }
    }

    private static String reason(IOException failure) {
        if (failure instanceof FileSystemException known && known.getReason() != null) {
            return known.getReason();
        }
        return Objects.requireNonNullElse(failure.getMessage(), failure.toString());
    }

    private void requireHosted(String module, Route next) {
        if (isNotHosted(module, next)) {
            throw conflict("The module " + module + " is not hosted here; start this launcher with it in --modules.");
        }
    }

    private boolean isNotHosted(String module, Route next) {
        return next.weights().containsKey(Location.HERE) && !hosted.contains(module);
    }

    private Object turn(String module) {
        return turns.computeIfAbsent(module, name -> new Object());
    }

    private static BoardException conflict(String detail) {
        return new BoardException(BoardException.Kind.CONFLICT, detail);
    }
}
