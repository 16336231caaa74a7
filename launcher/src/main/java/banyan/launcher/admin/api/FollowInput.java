package banyan.launcher.admin.api;

import org.jspecify.annotations.Nullable;

/**
 * Requests that a copy follows a home.
 *
 * @param home the admin address of the process at the home
 */
public record FollowInput(@Nullable String home) {}
