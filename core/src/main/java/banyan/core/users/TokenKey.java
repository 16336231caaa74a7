package banyan.core.users;

/**
 * A public key for the signatures of tokens: a point of the curve P-256.
 *
 * @param id the {@code kid} of the tokens that were signed with it
 * @param x base64url, as in RFC 7518 section 6.2.1
 * @param y likewise
 */
public record TokenKey(String id, String x, String y) {}
