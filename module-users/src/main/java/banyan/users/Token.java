package banyan.users;

import java.time.Instant;

/**
 * A token that authenticates a client until it expires.
 *
 * @param token a JWT (RFC 7519)
 */
record Token(String token, Instant expiresAt) {
    /** Omits the token, which is a secret. */
    @Override
    public String toString() {
        return "Token[expiresAt=" + expiresAt + "]";
    }
}
