package banyan.launcher.slots;

import banyan.launcher.mirror.Mirror;
import banyan.launcher.remote.LoopProbe;
import banyan.launcher.remote.Peers;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** One slot for each module that could be hosted. A slot changes atomically: a request sees it before or after the change. */
public final class Slots {
    private final Peers peers;
    private final SortedMap<String, Slot> slots = new ConcurrentSkipListMap<>();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    /**
     * Creates vacant slots.
     *
     * @param peers the processes that may get requests, or copies of them
     */
    public Slots(Collection<String> modules, Peers peers) {
        this.peers = peers;
        modules.forEach(module -> slots.put(module, Slot.VACANT));
    }

    /** Adds a listener of changes after which a refused request may succeed. It gets the module, and must not block. */
    public void addListener(Consumer<String> listener) {
        listeners.add(listener);
    }

    /** Sets whether this process hosts the module. */
    public void host(String module, ModuleState hosting) {
        change(module, slot -> slot.hosted(hosting));
        report(module);
    }

    /** Announces a move: from now on, a {@link LoopProbe} follows the next route too. */
    public void announce(String module, Route next) {
        change(module, slot -> slot.moving(Optional.of(next)));
    }

    /** Ends the announcement of a move that was made or rejected. */
    public void settle(String module) {
        change(module, slot -> slot.moving(Optional.empty()));
    }

    /** Sets the route of new requests. */
    public void route(String module, Route route) {
        change(module, slot -> slot.routed(route, mirror(slot, route)));
        report(module);
    }

    /** Sets the known home together with the route of new requests. */
    public void adopt(String module, KnownHome home, Route route) {
        change(module, slot -> slot.routed(route, mirror(slot, route)).homedAt(home));
        report(module);
    }

    /** Reports that refused requests of the module may succeed at the same location: its database is the home again. */
    public void released(String module) {
        change(module, Slot::released);
        report(module);
    }

    /** The slot of the module; empty if there is no such module. */
    public Optional<Slot> of(String module) {
        return Optional.ofNullable(slots.get(module));
    }

    /** All present slots, by module. */
    public SortedMap<String, Slot> all() {
        return new TreeMap<>((Map<String, Slot>) slots);
    }

    private Optional<Mirror> mirror(Slot before, Route route) {
        return route.mirror().equals(before.route().mirror())
                ? before.mirror()
                : route.mirror().map(address -> new Mirror(peers.at(address)));
    }

    private void report(String module) {
        listeners.forEach(listener -> listener.accept(module));
    }

    private void change(String module, UnaryOperator<Slot> change) {
        slots.computeIfPresent(module, (name, slot) -> change.apply(slot));
    }
}
