package banyan.users;

import java.util.Optional;

/**
 * What is known of an account and shown to nobody.
 *
 * @param password the text of its hash; empty for one that nobody can sign in to
 * @param position of the feed, no later than the password was read: what ends sessions after it ends those that begin now
 */
record Account(long id, Optional<String> password, boolean moderates, boolean isDeleted, long position) {
    /** Its hash is a secret. */
    @Override
    public String toString() {
        return "Account[id=" + id + "]";
    }
}
