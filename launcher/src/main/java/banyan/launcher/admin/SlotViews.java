package banyan.launcher.admin;

import banyan.launcher.admin.api.LocationView;
import banyan.launcher.admin.api.SlotView;
import banyan.launcher.mirror.Mirror;
import banyan.launcher.remote.HandshakeResult;
import banyan.launcher.remote.HandshakeResult.Fails;
import banyan.launcher.slots.Location;
import banyan.launcher.slots.ModuleState;
import banyan.launcher.slots.Slot;
import banyan.launcher.slots.data.LocationData;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Makes the views of slots. Checks all their locations at once. */
final class SlotViews {
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final LocationData data;

    SlotViews(LocationData data) {
        this.data = data;
    }

    SlotView of(String module, Slot slot) {
        return begin(module, slot).join();
    }

    List<SlotView> of(Map<String, Slot> slots) {
        var views = slots.entrySet().stream()
                .map(slot -> begin(slot.getKey(), slot.getValue()))
                .toList(); // all of them have begun before the first is waited for
        return views.stream().map(CompletableFuture::join).toList();
    }

    private CompletableFuture<SlotView> begin(String module, Slot slot) {
        var locations = slot.route().weights().entrySet().stream()
                .map(weight -> data.handshake(module, weight.getKey(), TIMEOUT)
                        .thenApply(result -> view(weight.getKey(), weight.getValue(), result)))
                .toList();
        return CompletableFuture.allOf(locations.toArray(CompletableFuture[]::new))
                .thenApply(all -> view(
                        module,
                        slot,
                        locations.stream().map(CompletableFuture::join).toList()));
    }

    private static LocationView view(Location location, int weight, HandshakeResult result) {
        var failure = result instanceof Fails fails ? fails.why() : null;
        return new LocationView(location.toString(), weight, failure == null, failure);
    }

    private static SlotView view(String module, Slot slot, List<LocationView> locations) {
        return new SlotView(
                module,
                slot.route().location().orElse(null),
                slot.route().namedWeights(),
                locations,
                !(slot.hosting() instanceof ModuleState.None),
                slot.mirror().map(Mirror::report).orElse(null));
    }
}
