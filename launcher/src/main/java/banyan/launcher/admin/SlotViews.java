package banyan.launcher.admin;

import banyan.launcher.slots.LocationData;
import banyan.launcher.slots.Slot;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Looks at slots, and asks all their places at once whether they answer. */
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
        var places = slot.route().weights().entrySet().stream()
                .map(weight -> data.ask(module, weight.getKey(), TIMEOUT)
                        .thenApply(introduced -> LocationView.of(weight.getKey(), weight.getValue(), introduced)))
                .toList();
        return CompletableFuture.allOf(places.toArray(CompletableFuture[]::new))
                .thenApply(all -> SlotView.of(
                        module,
                        slot,
                        places.stream().map(CompletableFuture::join).toList()));
    }
}
