package banyan.launcher.admin.api;

import java.util.UUID;

/**
 * The result of an import.
 *
 * @param storeId identifies the data that the module has now
 */
public record ImportView(UUID storeId) {}
