package banyan.launcher.admin;

import banyan.launcher.mirror.Mirror;
import banyan.launcher.mirror.MirrorReport;
import banyan.launcher.slots.Hosting;
import banyan.launcher.slots.Location;
import banyan.launcher.slots.Route;
import banyan.launcher.slots.RouteView;
import banyan.launcher.slots.Slot;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A slot, as {@code /slots} shows it.
 *
 * @param location {@code here}, an address, {@code vacant}, or null where the requests are split
 * @param weights for each place its share
 * @param places the same, and whether each answers now
 * @param hosted whether the module is in this process, wherever its requests go
 * @param mirror what it has shown so far; null if there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SlotView(
        String module,
        @Nullable String location,
        Map<String, Integer> weights,
        List<LocationView> places,
        boolean hosted,
        @Nullable MirrorReport mirror) {
    static SlotView of(String module, Slot slot, List<LocationView> places) {
        var route = slot.route();
        return new SlotView(
                module,
                location(route),
                RouteView.of(route).weights(),
                places,
                !(slot.hosting() instanceof Hosting.None),
                slot.mirror().map(Mirror::report).orElse(null));
    }

    static @Nullable String location(Route route) {
        if (route.weights().size() > 1) {
            return null;
        }
        return route.main().map(Location::toString).orElse("vacant");
    }
}
