package banyan.core.users;

import java.time.Instant;

/**
 * A user as others see them.
 *
 * @param isDeleted then it is {@link #gone}
 * @param version counts the changes
 */
public record UserView(
        long id, String username, String name, String bio, Instant joinedAt, boolean isDeleted, long version) {
    /** Who has left: the id is all that is there, and everything else is empty. */
    public static UserView gone(long id) {
        return new UserView(id, "", "", "", Instant.EPOCH, true, 0);
    }
}
