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

/** One slot for each module that could be hosted. Each changes at once: a request sees it before or after. */
public final class Slots {
    private final Peers peers;
    private final SortedMap<String, Slot> slots = new ConcurrentSkipListMap<>();

    /**
     * All vacant.
     *
     * @param peers those who may be sent requests, or copies of them
     */
    public Slots(Collection<String> modules, Peers peers) {
        this.peers = peers;
        modules.forEach(module -> slots.put(module, Slot.VACANT));
    }

    /** From now on the module is in this process, or not any more. */
    public void host(String module, Hosting hosting) {
        change(module, slot -> new Slot(hosting, slot.route(), slot.mirror(), slot.next()));
    }

    /** Somebody wants its requests to go there: from now on, a {@link LoopProbe} finds that way too. */
    public void announce(String module, Route next) {
        change(module, slot -> new Slot(slot.hosting(), slot.route(), slot.mirror(), Optional.of(next)));
    }

    /** Whatever was announced is done, or is not going to be. */
    public void settle(String module) {
        change(module, slot -> new Slot(slot.hosting(), slot.route(), slot.mirror(), Optional.empty()));
    }

    /** What comes in for the module goes there from now on. */
    public void route(String module, Route route) {
        change(module, slot -> new Slot(slot.hosting(), route, mirror(slot, route), slot.next()));
    }

    /** Empty for a name that no module has. */
    public Optional<Slot> of(String module) {
        return Optional.ofNullable(slots.get(module));
    }

    /** All slots as they are now, by name. */
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
