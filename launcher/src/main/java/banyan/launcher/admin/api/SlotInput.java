package banyan.launcher.admin.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The input of a move.
 *
 * @param location {@code here} or an address: gets all requests, or the share
 * @param share the percentage of the requests that the location gets, 1 to 100; null for all
 * @param weights the share of each location, in place of a location
 * @param mirror the address that gets copies of safe requests; {@code none} or null for no mirror
 * @param otherData whether a location may serve other data than the one before it
 * @param dryRun whether only to check the move
 * @param by who makes the move, for the log
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SlotInput(
        @Nullable String location,
        @Nullable Integer share,
        @Nullable Map<String, @Nullable Integer> weights,
        @Nullable String mirror,
        @Nullable Boolean otherData,
        @Nullable Boolean dryRun,
        @Nullable String by) {
    /** The value of {@code mirror} that removes the mirror. */
    public static final String NO_MIRROR = "none";
}
