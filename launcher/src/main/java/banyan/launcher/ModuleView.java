package banyan.launcher;

import banyan.launcher.front.Slot;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.SortedSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A module, as {@code /modules} shows it.
 *
 * @param location {@code here} or {@code vacant}
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
        String location,
        @Nullable String state,
        String jpmsModule,
        @Nullable String layer,
        @Nullable SortedSet<String> resolved,
        @Nullable Long startMs,
        @Nullable UUID storeId) {
    static ModuleView of(String name, String jpmsModule, Slot slot, @Nullable HostedModule hosted) {
        if (hosted != null) {
            return new ModuleView(
                    name,
                    "here",
                    "open",
                    jpmsModule,
                    hosted.layer().toString(),
                    hosted.resolved(),
                    hosted.startTime().toMillis(),
                    hosted.storeId().orElse(null));
        }
        boolean opening = slot instanceof Slot.Opening;
        return new ModuleView(
                name, opening ? "here" : "vacant", opening ? "opening" : null, jpmsModule, null, null, null, null);
    }
}
