package banyan.core.users;

import java.time.Instant;

/**
 * The public view of a user.
 *
 * @param isDeleted whether this is {@link #gone}
 * @param version counts the changes
 */
public record UserView(
        long id, String username, String name, String bio, Instant joinedAt, boolean isDeleted, long version) {
    /** Returns the view of a deleted user: only the id remains, and everything else is empty. */
    public static UserView gone(long id) {
        return new UserView(id, "", "", "", Instant.EPOCH, true, 0);
    }
}
