package banyan.users;

import java.util.Optional;

/**
 * The private data of an account.
 *
 * @param password the text of the hash; empty if nobody can sign in to the account
 * @param position the feed position at or before the read of the password: an entry after it that ends sessions also ends
 *     a session that begins now
 */
record Account(long id, Optional<String> password, boolean moderates, boolean isDeleted, long position) {
    /** Omits the hash, which is a secret. */
    @Override
    public String toString() {
        return "Account[id=" + id + "]";
    }
}
