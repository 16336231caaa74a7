package banyan.users;

import banyan.core.BoardException;
import banyan.core.auth.TokenClaims;
import banyan.core.auth.TokenVerifier;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Issues the tokens of sessions. A token is valid for one hour. A session can be renewed until 30 days after the sign-in.
 *
 * @param feed the current id of this module's feed
 */
record Tokens(SigningKeys keys, Supplier<UUID> feed) {
    private static final Duration SESSION_LIFE = Duration.ofDays(30);

    /**
     * Issues the first token of a session.
     *
     * @param position a feed position: an entry after it that ends sessions also ends this one
     */
    Token begin(long user, long position) {
        return issue(new TokenClaims(user, now(), position));
    }

    /**
     * Issues another token of a session. The session still ends 30 days after its sign-in.
     *
     * @throws BoardException UNAUTHENTICATED if the sign-in is too long ago
     */
    Token renew(TokenClaims session) {
        if (!now().isBefore(end(session))) {
            throw new BoardException(
                    BoardException.Kind.UNAUTHENTICATED,
                    "You signed in " + SESSION_LIFE.toDays() + " days ago: sign in again with the password.");
        }
        return issue(session);
    }

    private Token issue(TokenClaims session) {
        var now = now();
        var hour = now.plus(TokenClaims.TOKEN_LIFE);
        var expires = hour.isBefore(end(session)) ? hour : end(session);
        var key = keys.signing();
        var claims = new JWTClaimsSet.Builder()
                .subject(String.valueOf(session.user()))
                .audience(TokenVerifier.AUDIENCE)
                .claim(TokenClaims.SIGNED_IN, session.signedIn().getEpochSecond())
                .claim(TokenClaims.ISSUED_AT, session.issuedAt())
                .claim(TokenClaims.FEED, feed.get().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(expires))
                .build();
        var header =
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build();
        var token = new SignedJWT(header, claims);
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("every JDK signs with P-256", e);
        }
        return new Token(token.serialize(), expires);
    }

    private Instant now() {
        return keys.clock().instant().truncatedTo(ChronoUnit.SECONDS); // claims are in seconds (RFC 7519)
    }

    private static Instant end(TokenClaims session) {
        return session.signedIn().plus(SESSION_LIFE);
    }
}
