package banyan.launcher.admin.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One location of a slot.
 *
 * @param location {@code here}, or an address
 * @param weight its share of the requests
 * @param responds whether it serves the module now
 * @param failure why it does not; null if it does
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LocationView(
        String location,
        int weight,
        boolean responds,
        @Nullable String failure) {}
