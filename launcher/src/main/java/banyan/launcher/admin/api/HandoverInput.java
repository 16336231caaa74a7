package banyan.launcher.admin.api;

import java.util.UUID;

/**
 * Requests that a copy becomes the home of a module's data.
 *
 * @param copy the id of a copy that follows the home
 * @param dryRun whether only to check that it could
 */
public record HandoverInput(UUID copy, boolean dryRun) {}
