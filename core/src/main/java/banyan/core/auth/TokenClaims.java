package banyan.core.auth;

import banyan.core.Feed;
import java.time.Duration;
import java.time.Instant;

/**
 * The claims of a token.
 *
 * @param user the id
 * @param signedIn when the user entered the password
 * @param issuedAt the position of the users feed when the token was issued
 */
public record TokenClaims(long user, Instant signedIn, long issuedAt) {
    /** The maximum life of a token; a session continues with a new token. */
    public static final Duration TOKEN_LIFE = Duration.ofHours(1);

    /** The claim with the time of the sign-in, as in OpenID Connect Core 1.0 section 2. */
    public static final String SIGNED_IN = "auth_time";

    /** The claim with the position in the users feed. */
    public static final String ISSUED_AT = "position";

    /** The claim with the id of that feed: a position is meaningless in another feed. */
    public static final String FEED = "feed";

    /** Tells whether a session has ended before its token expires. */
    @FunctionalInterface
    public interface RevocationCheck {
        /**
         * Returns whether the user was deleted, or has ended all sessions since.
         *
         * @param issued the cursor of the users feed when the token was issued; without a feed for a token of an older
         *     release
         */
        boolean isRevoked(long user, Feed.Cursor issued);
    }
}
