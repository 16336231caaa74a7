package banyan.users;

import java.time.Instant;

/**
 * Says who is asking, until it expires.
 *
 * @param token a JWT (RFC 7519)
 */
record Token(String token, Instant expiresAt) {
    /** It is a secret. */
    @Override
    public String toString() {
        return "Token[expiresAt=" + expiresAt + "]";
    }
}
