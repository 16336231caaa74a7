package banyan.core.auth;

import banyan.core.Feed;
import java.time.Duration;
import java.time.Instant;

/**
 * What a token says of its bearer.
 *
 * @param user the id
 * @param signedIn when the password was shown
 * @param issuedAt the position that the feed of users had when the token was issued
 */
public record TokenClaims(long user, Instant signedIn, long issuedAt) {
    /** How long a token counts at most; a session goes on with another one. */
    public static final Duration TOKEN_LIFE = Duration.ofHours(1);

    /** The claim with the time of the sign-in, as OpenID Connect Core 1.0 section 2 has it. */
    public static final String SIGNED_IN = "auth_time";

    /** The claim with the position in the feed of users. */
    public static final String ISSUED_AT = "position";

    /** The claim with the id of that feed: a position means nothing in another one. */
    public static final String FEED = "feed";

    /** Says whether a session has ended before its token expires. */
    @FunctionalInterface
    public interface End {
        /**
         * Whether the user has left, or has ended all sessions since.
         *
         * @param issued where the feed of users was when the token was issued; without a feed for one of an older release
         */
        boolean isKnown(long user, Feed.Cursor issued);
    }
}
