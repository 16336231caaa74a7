package banyan.core.auth;

import banyan.core.database.Sha256;
import banyan.core.users.TokenKey;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Optional;

/**
 * Tokens whose signatures were verified: a verification costs more than the rest of most requests. Only the signature is
 * remembered, with the key that verified it. Whether that key is still valid, and whether the token is, is decided anew for
 * each request. Tokens are secret, so their digests are kept.
 */
final class VerifiedTokens {
    /** The number of tokens: one or two for each signed-in user. */
    static final int MOST = 10_000;

    /** A verified token. */
    private record Verified(TokenKey key, JWTClaimsSet claims) {}

    private final Cache<String, Verified> tokens = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(TokenClaims.TOKEN_LIFE)
            .executor(Runnable::run)
            .build();
    private final VerificationKeys keys;

    /** @param keys the keys that are valid now */
    VerifiedTokens(VerificationKeys keys) {
        this.keys = keys;
    }

    /**
     * Returns the claims of a token that was verified before.
     *
     * @throws banyan.core.BoardException UNAVAILABLE if it is unknown whether its key is still valid
     */
    Optional<JWTClaimsSet> find(String token) {
        return Optional.ofNullable(tokens.getIfPresent(Sha256.hex(token)))
                .filter(known ->
                        keys.find(known.key().id()).filter(known.key()::equals).isPresent())
                .map(Verified::claims);
    }

    void add(String token, TokenKey key, JWTClaimsSet claims) {
        tokens.put(Sha256.hex(token), new Verified(key, claims));
    }

    /** For tests: the number of tokens that are kept. */
    long size() {
        tokens.cleanUp();
        return tokens.estimatedSize();
    }
}
