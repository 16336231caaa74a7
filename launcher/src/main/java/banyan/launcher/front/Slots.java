package banyan.launcher.front;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** One slot for each module that could be hosted. */
public final class Slots {
    private final SortedMap<String, Slot> slots = new ConcurrentSkipListMap<>();

    /** All vacant. */
    public Slots(Collection<String> modules) {
        modules.forEach(module -> slots.put(module, new Slot.Vacant()));
    }

    /** What comes in for the module goes to this slot from now on. */
    public void put(String module, Slot slot) {
        slots.put(module, slot);
    }

    /** Empty for a name that no module has. */
    public Optional<Slot> of(String module) {
        return Optional.ofNullable(slots.get(module));
    }

    /** All slots as they are now, by name. */
    public SortedMap<String, Slot> all() {
        return new TreeMap<>((Map<String, Slot>) slots);
    }
}
