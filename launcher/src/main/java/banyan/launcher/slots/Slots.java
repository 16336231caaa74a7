package banyan.launcher.slots;

import banyan.launcher.mirror.Mirror;
import banyan.launcher.remote.LoopProbe;
import banyan.launcher.remote.Peers;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;

/** One slot for each module that could be hosted. A slot changes atomically: a request sees it before or after the change. */
public final class Slots {
    private final Peers peers;
    private final SortedMap<String, Slot> slots = new ConcurrentSkipListMap<>();

    /**
     * Creates vacant slots.
     *
     * @param peers the processes that may get requests, or copies of them
     */
    public Slots(Collection<String> modules, Peers peers) {
        this.peers = peers;
        modules.forEach(module -> slots.put(module, Slot.VACANT));
    }

    /** Sets whether this process hosts the module. */
    public void host(String module, ModuleState hosting) {
        change(module, slot -> new Slot(hosting, slot.route(), slot.mirror(), slot.next()));
    }

    /** Announces a move: from now on, a {@link LoopProbe} follows the next route too. */
    public void announce(String module, Route next) {
        change(module, slot -> new Slot(slot.hosting(), slot.route(), slot.mirror(), Optional.of(next)));
    }

    /** Ends the announcement of a move that was made or rejected. */
    public void settle(String module) {
        change(module, slot -> new Slot(slot.hosting(), slot.route(), slot.mirror(), Optional.empty()));
    }

    /** Sets the route of new requests. */
    public void route(String module, Route route) {
        change(module, slot -> new Slot(slot.hosting(), route, mirror(slot, route), slot.next()));
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

    private void change(String module, UnaryOperator<Slot> change) {
        slots.computeIfPresent(module, (name, slot) -> change.apply(slot));
    }
}
