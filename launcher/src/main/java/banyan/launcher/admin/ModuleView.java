package banyan.launcher.admin;

import banyan.launcher.hosting.HostedModule;
import banyan.launcher.slots.Hosting;
import banyan.launcher.slots.Slot;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.SortedSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A module, as {@code /modules} shows it.
 *
 * @param location {@code here}, an address, or {@code vacant}; null where its requests are split
 * @param state {@code opening} or {@code open}, for one that is here
 * @param jpmsModule the name of its JPMS module
 * @param layer the layer that it was loaded into, by the modules defined in it
 * @param resolved the names of all JPMS modules that were resolved to load it
 * @param startMs how long it took to open, in milliseconds
 * @param storeId identifies the data that it serves
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModuleView(
        String module,
        @Nullable String location,
        @Nullable String state,
        String jpmsModule,
        @Nullable String layer,
        @Nullable SortedSet<String> resolved,
        @Nullable Long startMs,
        @Nullable UUID storeId) {
    static ModuleView of(String name, String jpmsModule, Slot slot, @Nullable HostedModule hosted) {
        var location = SlotView.location(slot.route());
        if (hosted != null) {
            return new ModuleView(
                    name,
                    location,
                    "open",
                    jpmsModule,
                    hosted.layer().toString(),
                    hosted.resolved(),
                    hosted.startTime().toMillis(),
                    hosted.storeId().orElse(null));
        }
        var state = slot.hosting() instanceof Hosting.Opening ? "opening" : null;
        return new ModuleView(name, location, state, jpmsModule, null, null, null, null);
    }
}
