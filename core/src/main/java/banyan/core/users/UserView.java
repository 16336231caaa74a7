package banyan.core.users;

import java.time.Instant;

/**
 * A user as others see them.
 *
 * @param isDeleted then the id is all that is left, and everything else is empty
 * @param version counts the changes
 */
public record UserView(
        long id, String username, String name, String bio, Instant joinedAt, boolean isDeleted, long version) {}
