package banyan.launcher.admin.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A slot: where the requests of a module go.
 *
 * @param location {@code here}, an address, or {@code vacant}; null where the requests are split
 * @param weights the share of each location
 * @param places each location with its share and its state
 * @param hosted whether this process hosts the module, wherever its requests go
 * @param mirror the report of the mirror; null if there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SlotView(
        String module,
        @Nullable String location,
        Map<String, Integer> weights,
        List<LocationView> places,
        boolean hosted,
        @Nullable MirrorView mirror) {
    public SlotView {
        places = List.copyOf(places);
    }
}
