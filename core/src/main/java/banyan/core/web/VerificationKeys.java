package banyan.core.web;

import banyan.core.BoardException;
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
}
