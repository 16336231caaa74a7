package banyan.launcher;

import banyan.core.BoardException;
import banyan.launcher.front.Location;
import banyan.launcher.front.Route;
import banyan.launcher.front.Slots;
import banyan.launcher.remote.Introduction;
import banyan.launcher.remote.Peers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where each module is: the one place that decides it. Until somebody says something else at the admin port, the options
 * do.
 */
final class Placement {
    private static final Logger LOG = LoggerFactory.getLogger(Placement.class);

    private final Slots slots;
    private final SortedSet<String> hosted;
    private final PlacementFile file;
    private final Peers peers;
    private final Function<String, Optional<UUID>> storeHere;
    private final SortedMap<String, RouteView> placed;

    /**
     * Puts each slot where the options, or those who spoke after them, want it.
     *
     * @param hosted the modules of this process
     * @param storeHere the store id of a module of this process, once it is open
     * @throws OptionException if an option says something else than what was said last
     */
    Placement(
            Options options,
            SortedSet<String> hosted,
            Slots slots,
            Peers peers,
            Function<String, Optional<UUID>> storeHere) {
        this.slots = slots;
        this.hosted = hosted;
        this.peers = peers;
        this.storeHere = storeHere;
        file = PlacementFile.of(options);
        placed = file.read();
        hosted.forEach(module -> slots.route(module, Route.to(Location.HERE)));
        options.remotes().forEach((module, address) -> slots.route(module, Route.to(Location.at(address))));
        placed.forEach((module, last) -> restore(options, module, last));
    }

    private void restore(Options options, String module, RouteView last) {
        var route = last.route();
        var remote = options.remotes().get(module);
        var said = "slot of " + module + " was moved (" + route + ") by " + last.by() + " at " + last.at() + ", see "
                + file.path();
        if (remote != null
                && !route.weights().equals(Route.to(Location.at(remote)).weights())) {
            throw new OptionException(options.given(Option.REMOTE, module + "=" + remote) + ": the " + said
                    + "; leave this out to go on from there, or remove the module from that file");
        }
        if (route.weights().containsKey(Location.HERE) && !hosted.contains(module)) {
            throw new OptionException(options.given(Option.MODULES, String.join(",", options.modules())) + ": the "
                    + said + "; host " + module + " here, or remove it from that file");
        }
        slots.route(module, route);
        LOG.info("{}", said);
    }

    /**
     * Sends a module's requests elsewhere, once the target has said that it is the same module over the same data.
     *
     * @return whether that changed anything
     * @throws BoardException if it cannot be done: nothing has changed then
     */
    synchronized boolean move(String module, SlotInput input) {
        var now = current(module);
        var next = input.route(now);
        if (next.equals(now)) {
            return false;
        }
        refuseUnhosted(module, next);
        refuseOtherData(module, now, next, input.mayBeOtherData());
        next.mirror()
                .filter(address -> !now.mirror().equals(next.mirror()))
                .ifPresent(address -> introduced(module, address));
        put(module, now, next, input.who());
        return true;
    }

    /**
     * Sends them back to where they went before the last move.
     *
     * @throws BoardException CONFLICT if there was none
     */
    synchronized void undo(String module, String by) {
        var now = current(module);
        var last = placed.get(module);
        if (last == null || last.before() == null) {
            throw conflict("The slot of " + module + " has not been moved: there is nothing to undo.");
        }
        put(module, now, last.before().route(), by);
    }

    private Route current(String module) {
        return slots.of(module)
                .orElseThrow(() -> BoardException.notFound("module", module))
                .route();
    }

    private void put(String module, Route now, Route next, String by) {
        var at = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
        var before = placed.put(module, RouteView.of(next, by, at, RouteView.of(now, null, null, null)));
        try {
            file.write(placed);
        } catch (IOException e) {
            if (before == null) {
                placed.remove(module);
            } else {
                placed.put(module, before);
            }
            throw new UncheckedIOException(e);
        }
        slots.route(module, next);
        LOG.info("{} moved by {}: from {} to {}", module, by, now, next);
    }

    private void refuseUnhosted(String module, Route next) {
        if (next.weights().containsKey(Location.HERE) && !hosted.contains(module)) {
            throw conflict("The module " + module + " is not hosted here; start this launcher with it in --modules.");
        }
    }

    /** Who is asked already, and goes on being asked, has been looked at before. */
    private void refuseOtherData(String module, Route now, Route next, boolean mayBeOther) {
        for (var place : next.weights().keySet()) {
            if (!now.weights().containsKey(place)) {
                var store = store(module, place);
                if (!mayBeOther && !now.isVacant()) {
                    refuseOther(module, now, place, store);
                }
            }
        }
    }

    private void refuseOther(String module, Route now, Location place, Optional<UUID> store) {
        var main = now.main().orElseThrow();
        Optional<UUID> known;
        try {
            known = store(module, main);
        } catch (BoardException e) {
            throw conflict(
                    "Whether " + place + " serves the same data as " + main + " cannot be seen, as that one fails: "
                            + e.detail() + " Allow other data (--other-data) if it does.");
        }
        if (!known.equals(store)) {
            throw conflict(
                    "The module " + module + " at " + place + " serves other data (store " + named(store)
                            + ") than at " + main + " (store " + named(known)
                            + "): what is written to one would be missing in the other. Allow other data (--other-data) if that is meant.");
        }
    }

    private Optional<UUID> store(String module, Location place) {
        return place.isHere()
                ? storeHere.apply(module)
                : introduced(module, place.address().orElseThrow());
    }

    private Optional<UUID> introduced(String module, URI address) {
        return Optional.ofNullable(Introduction.of(peers.at(address), module).storeId());
    }

    private static String named(Optional<UUID> store) {
        return store.map(UUID::toString).orElse("none");
    }

    private static BoardException conflict(String detail) {
        return new BoardException(BoardException.Kind.CONFLICT, detail);
    }
}
