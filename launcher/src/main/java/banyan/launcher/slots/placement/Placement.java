package banyan.launcher.slots.placement;

import banyan.core.BoardException;
import banyan.core.contract.Contract;
import banyan.launcher.admin.api.SlotInput;
import banyan.launcher.admin.api.UndoInput;
import banyan.launcher.config.Options;
import banyan.launcher.remote.PeerHandshake;
import banyan.launcher.remote.Peers;
import banyan.launcher.slots.KnownHome;
import banyan.launcher.slots.Location;
import banyan.launcher.slots.Route;
import banyan.launcher.slots.Slots;
import banyan.launcher.slots.data.LocationData;
import banyan.launcher.slots.data.PeerSurvey;
import banyan.launcher.slots.data.SameDataRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides where each module is: by the moves of operators and, for a module without any, by the options. */
public final class Placement {
    private static final Logger LOG = LoggerFactory.getLogger(Placement.class);

    private final Slots slots;
    private final SortedSet<String> hosted;
    private final Peers peers;
    private final LocationData data;
    private final SameDataRule sameData;
    private final PlacementHistory history;
    private final DataCarrier carrier;
    private final MoveExecution execution;

    /** Locks, one a module: a move waits for other processes, and must not delay the moves of other modules. */
    private final Map<String, Object> locks = new ConcurrentHashMap<>();

    /**
     * Gives each slot its route: that of the last move or, without one, that of the options.
     *
     * @param hosted the modules of this process
     * @param here the contract of a module of this process, once it is open
     * @param dataMoves moves the home of data
     */
    public Placement(
            Options options,
            SortedSet<String> hosted,
            Slots slots,
            Peers peers,
            Function<String, Optional<Contract>> here,
            DataMoves dataMoves) {
        this.slots = slots;
        this.hosted = hosted;
        this.peers = peers;
        data = new LocationData(peers, here);
        sameData = new SameDataRule(data);
        var file = PlacementFile.of(options);
        history = new PlacementHistory(file, slots, data);
        carrier = new DataCarrier(data, dataMoves);
        execution = new MoveExecution(slots, history, new LoopGuard(peers));
        new StartRoutes(options, hosted, file.path()).restore(slots, history.lastSteps(), data);
    }

    /** The data that each location serves. */
    public LocationData data() {
        return data;
    }

    /** Starts the handshakes with the processes in the slots, to learn which data they serve. Returns at once. */
    public void survey() {
        new PeerSurvey(slots, data, peers).begin();
    }

    /**
     * Sends a module's requests elsewhere, once the new locations have shown that they serve the same module and the same
     * data. Reads and changes the route under one lock, so that a share applies to the present route.
     *
     * @throws BoardException if the move cannot be made: then nothing has changed
     */
    public MoveResult move(String module, SlotInput input) {
        synchronized (lock(module)) {
            var now = current(module);
            var next = RequestedRoute.of(input, now);
            if (next.equals(now)) {
                return carrier.bringHere(module, input).orElse(MoveResult.UNCHANGED);
            }
            requireHosted(module, next);
            var move = new Move(module, now, next, OperatorName.of(input.by()), Boolean.TRUE.equals(input.otherData()));
            requireMirror(move);
            return make(move, Boolean.TRUE.equals(input.dryRun()), () -> check(move, input));
        }
    }

    /** Where the data move, the requests follow them: at each launcher, when it learns of the new home. */
    private MoveResult make(Move move, boolean isDryRun, Supplier<List<String>> check) {
        var data = carrier.carry(move, isDryRun);
        if (isDryRun) {
            return new MoveResult(false, data, data.isPresent() ? List.of() : check.get());
        }
        if (data.isEmpty()) {
            return execution.make(move, check);
        }
        LOG.info("{} moved by {}: from {} to {}, with its data", move.module(), move.by(), move.from(), move.to());
        return new MoveResult(true, data, mirror(move));
    }

    /** Mirrors the requests, which have followed the data and kept their mirror. The data have moved, whatever becomes of that. */
    private List<String> mirror(Move move) {
        var left = current(move.module());
        if (left.mirror().equals(move.to().mirror())) {
            return List.of();
        }
        var rest = new Move(
                move.module(), left, new Route(left.weights(), move.to().mirror()), move.by(), move.mayBeOtherData());
        try {
            return execution.make(rest, List::of).warnings();
        } catch (BoardException e) {
            return List.of("The requests are not mirrored: " + e.detail());
        }
    }

    private List<String> check(Move move, SlotInput input) {
        var warnings = new ArrayList<>(sameData.require(move.module(), move.from(), move.to(), move.mayBeOtherData()));
        ReplacedShare.of(input, move, history.lastStep(move.module())).ifPresent(warnings::add);
        return warnings;
    }

    /** Requires that the process at a new mirror serves the module. */
    private void requireMirror(Move move) {
        move.newMirror()
                .ifPresent(address ->
                        PeerHandshake.of(peers.at(address), move.module()).contract());
    }

    /**
     * Goes back to the route before the last move. Skips routes with a location that does not respond.
     *
     * @throws BoardException CONFLICT if there is no such route, or if data written since is missing there, and neither this
     *     input nor the undone move allows that
     */
    public MoveResult undo(String module, UndoInput input) {
        synchronized (lock(module)) {
            var now = current(module);
            var target = new UndoTarget(data, hosted).find(module, now, history.earlierRoutes(module));
            boolean isAllowed = Boolean.TRUE.equals(input.otherData());
            boolean isOther = isAllowed || history.isMovedToOtherData(module);
            var move = new Move(module, now, target.route(), OperatorName.of(input.by()), isOther);
            return make(move, Boolean.TRUE.equals(input.dryRun()), () -> {
                var warnings = new ArrayList<>(target.skipped());
                warnings.addAll(
                        isOther && !isAllowed
                                ? sameData.warnings(module, now, target.route())
                                : sameData.require(module, now, target.route(), isAllowed));
                return warnings;
            });
        }
    }

    /**
     * Sends all requests of the module to the new home of its data, and keeps that for the next start. Without a handshake: the
     * data have the new home whether it responds now or not. Has no effect unless the epoch is newer than the one that this
     * launcher knows.
     *
     * <p>A move by an operator leaves the known epoch as it is. So a later move counts: the route that the operator chose stays
     * until the home changes once more, and until then neither a peer nor a restart takes it back. Where this launcher knows
     * no epoch yet, the first one that it learns counts as news, and takes back an earlier move. An operator's move that
     * meets a change of the home while it is being checked is rejected, because its checks were about the old home.
     *
     * @param home {@link Location#HERE} if this process has become the home
     * @return whether the home is news
     */
    public boolean adopt(String module, long epoch, Location home) {
        return history.adopt(module, new KnownHome(epoch, home));
    }

    private Route current(String module) {
        return slots.of(module)
                .orElseThrow(() -> BoardException.notFound("module", module))
                .route();
    }

    private void requireHosted(String module, Route next) {
        if (next.weights().containsKey(Location.HERE) && !hosted.contains(module)) {
            throw new BoardException(
                    BoardException.Kind.CONFLICT,
                    "The module " + module + " is not hosted here; start this launcher with it in --modules.");
        }
    }

    private Object lock(String module) {
        return locks.computeIfAbsent(module, name -> new Object());
    }
}
