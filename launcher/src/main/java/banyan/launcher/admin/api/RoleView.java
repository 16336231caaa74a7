package banyan.launcher.admin.api;

import banyan.core.revision.DataRole;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The role of one copy of a module's data.
 *
 * @param copy the id of the copy
 * @param role {@code home}, {@code standby}, {@code closed}, {@code withdrawn} or {@code void}
 * @param epoch grows with each change of the home
 * @param home the admin address of the home, as far as the copy knows; null at the home
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RoleView(
        UUID copy, DataRole.Kind role, long epoch, @Nullable String home) {}
