package banyan.core.auth;

import banyan.core.BoardException;
import banyan.core.Feed;
import banyan.core.users.TokenKey;
import java.util.Optional;

/** The public keys that verify tokens. */
@FunctionalInterface
public interface VerificationKeys {
    /**
     * Returns the key with this id, if it is valid now.
     *
     * @throws BoardException UNAVAILABLE if that is unknown now
     */
    Optional<TokenKey> find(String id);

    /**
     * Returns whether the data behind the keys contains the state in which a token was issued. After a restore to an
     * older state, the id of the token's user may belong to another user.
     *
     * @param issued the cursor of the users feed at that time
     * @throws BoardException UNAVAILABLE if that is unknown now
     */
    default boolean cover(Feed.Cursor issued) {
        return true;
    }
}
