package banyan.launcher.admin;

import banyan.launcher.remote.HandshakeResult;
import banyan.launcher.remote.HandshakeResult.Fails;
import banyan.launcher.slots.Location;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A place of a slot, as {@code /slots} shows it.
 *
 * @param location {@code here}, or an address
 * @param weight its share
 * @param answers whether it serves the module now
 * @param failure why not; null if it does
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LocationView(
        String location,
        int weight,
        boolean answers,
        @Nullable String failure) {
    static LocationView of(Location location, int weight, HandshakeResult introduced) {
        var failure = introduced instanceof Fails fails ? fails.why() : null;
        return new LocationView(location.toString(), weight, failure == null, failure);
    }
}
