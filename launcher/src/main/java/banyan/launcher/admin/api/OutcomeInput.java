package banyan.launcher.admin.api;

import banyan.core.revision.DataRole;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a copy reports to the home that it follows, or followed.
 *
 * @param copy its id
 * @param role its role now: {@code home} if it has taken over, {@code void} if it cannot
 * @param epoch of that role
 * @param difference a sentence that names the row in which it differs from the home; null if it knows none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OutcomeInput(
        UUID copy, DataRole.Kind role, long epoch, @Nullable String difference) {}
