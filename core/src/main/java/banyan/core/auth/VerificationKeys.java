package banyan.core.auth;

import banyan.core.BoardException;
import banyan.core.Feed;
import banyan.core.users.TokenKey;
import java.util.Optional;

/** The public keys that tokens are verified with. */
@FunctionalInterface
public interface VerificationKeys {
    /**
     * The key of this name, if it counts now.
     *
     * @throws BoardException UNAVAILABLE if that cannot be found out
     */
    Optional<TokenKey> find(String id);

    /**
     * Whether the keys are of data that have what was there when a token was issued. Data that were restored to what they
     * were before may have given the id of its bearer to somebody else since.
     *
     * @param issued where the feed of users was then
     * @throws BoardException UNAVAILABLE if that cannot be found out
     */
    default boolean areOf(Feed.Cursor issued) {
        return true;
    }
}
