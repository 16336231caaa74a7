package banyan.launcher.admin.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.SortedSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A module, and how this process hosts it.
 *
 * @param location {@code here}, an address, or {@code vacant}; null where its requests are split
 * @param state {@code opening} or {@code open}; null for a module that is not hosted here
 * @param jpmsModule the name of its JPMS module
 * @param layer the module layer that it was loaded into, by the modules that the layer defines
 * @param resolved the names of all JPMS modules that were resolved to load it
 * @param startMs how long it took to open, in milliseconds
 * @param storeId identifies the data that it serves
 * @param data its data as one of several copies; null for a module that keeps none
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
        @Nullable UUID storeId,
        @Nullable ReplicaView data) {}
