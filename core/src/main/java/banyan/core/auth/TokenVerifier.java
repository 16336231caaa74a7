package banyan.core.auth;

import banyan.core.BoardException;
import banyan.core.Feed;
import banyan.core.users.TokenKey;
import banyan.core.users.Users;
import banyan.core.web.params.Id;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Verifies tokens (RFC 7519) with the public keys of users, and decides what their subjects may change. */
public final class TokenVerifier {
    /** The audience of every token. */
    public static final String AUDIENCE = "banyan";

    /** How far the clocks of two machines may differ. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    private static final Pattern BEARER = Pattern.compile("(?i)bearer +([-A-Za-z0-9_.]{1,4096})");

    private final Supplier<? extends Users> users;
    private final TokenClaims.End ended;
    private final VerificationKeys keys;
    private final InstantSource clock;

    /**
     * Verifies with keys of another module, which are kept for a while.
     *
     * @param users asked for keys and for moderators
     * @param ended whether a session has ended before its token expires
     */
    public TokenVerifier(Supplier<? extends Users> users, TokenClaims.End ended) {
        this(users, ended, new TokenKeys(users, System::nanoTime), InstantSource.system());
    }

    /**
     * @param users asked for moderators
     * @param ended whether a session has ended before its token expires
     * @param keys that count now
     * @param clock for when tokens expire
     */
    public TokenVerifier(
            Supplier<? extends Users> users, TokenClaims.End ended, VerificationKeys keys, InstantSource clock) {
        this.users = users;
        this.ended = ended;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Verifies a token, and returns its claims.
     *
     * @param authorization the header, if there is one
     * @throws BoardException UNAUTHENTICATED without a token that counts
     */
    public TokenClaims session(@Nullable String authorization) {
        if (authorization == null) {
            throw rejected(
                    "This needs a token: sign in at /api/users/tokens, and send it as Authorization: Bearer <token>.");
        }
        var bearer = BEARER.matcher(authorization.strip());
        if (!bearer.matches()) {
            throw rejected("The Authorization header has to be Bearer and a token.");
        }
        return verified(parsed(bearer.group(1), SignedJWT::parse));
    }

    /**
     * Checks that the actor is the owner of an item, or a moderator.
     *
     * @throws BoardException FORBIDDEN if the actor is neither
     */
    public void requireOwnerOrModerator(long actor, long owner) {
        if (actor != owner && !users.get().moderates(actor)) {
            throw new BoardException(
                    BoardException.Kind.FORBIDDEN, "This is somebody else's: only they or a moderator may change it.");
        }
    }

    private TokenClaims verified(SignedJWT token) {
        var header = token.getHeader();
        if (!JWSAlgorithm.ES256.equals(header.getAlgorithm())
                || header.getKeyID() == null
                || header.getCriticalParams() != null
                || !isSigned(token, header.getKeyID())) {
            throw notOurs();
        }
        var claims = parsed(token, SignedJWT::getJWTClaimsSet);
        requireTimely(claims);
        if (!claims.getAudience().equals(List.of(AUDIENCE))) {
            throw rejected("This token is for another audience.");
        }
        var session = parsed(claims, TokenVerifier::claimed);
        var issued = new Feed.Cursor(parsed(claims, TokenVerifier::feed).orElse(null), session.issuedAt());
        if (!keys.areOf(issued)) {
            throw rejected("This token was issued over data that are not there any more: sign in again.");
        }
        if (ended.isKnown(session.user(), issued)) {
            throw rejected(
                    "This session has ended, as the account is gone or its password was changed: sign in again.");
        }
        return session;
    }

    /** Tokens of a release that knew no sessions say less: they are taken for the first of their accounts. */
    private static TokenClaims claimed(JWTClaimsSet claims) throws ParseException {
        var signedIn = claims.getDateClaim(TokenClaims.SIGNED_IN);
        var issuedAt = claims.getLongClaim(TokenClaims.ISSUED_AT);
        return new TokenClaims(
                Id.fromString(String.valueOf(claims.getSubject())).value(),
                (signedIn == null ? claims.getIssueTime() : signedIn).toInstant(),
                issuedAt == null ? 0 : issuedAt);
    }

    private static Optional<UUID> feed(JWTClaimsSet claims) throws ParseException {
        return Optional.ofNullable(claims.getStringClaim(TokenClaims.FEED)).map(UUID::fromString);
    }

    private boolean isSigned(SignedJWT token, String key) {
        var verifying = keys.find(key);
        try {
            return verifying.isPresent() && token.verify(new ECDSAVerifier(key(verifying.get())));
        } catch (JOSEException | IllegalStateException e) { // the second one if the key is no point of the curve
            return false;
        }
    }

    private static ECKey key(TokenKey key) {
        return new ECKey.Builder(Curve.P_256, new Base64URL(key.x()), new Base64URL(key.y()))
                .keyID(key.id())
                .build();
    }

    private void requireTimely(JWTClaimsSet claims) {
        Instant now = clock.instant();
        Date expires = claims.getExpirationTime();
        Date begins = claims.getNotBeforeTime();
        Date issued = claims.getIssueTime();
        if (expires == null || issued == null || isLongLived(issued.toInstant(), expires.toInstant())) {
            throw notOurs();
        }
        if (now.minus(SKEW).isAfter(expires.toInstant())) {
            throw rejected("This token has expired: sign in again.");
        }
        if (now.plus(SKEW).isBefore(issued.toInstant())) {
            throw rejected("This token is of a time that has not come here: sign in again.");
        }
        if (begins != null && now.plus(SKEW).isBefore(begins.toInstant())) {
            throw rejected("This token does not count yet.");
        }
    }

    /** Reads a part of a token. The library has no word of its own for JSON that is no object, such as null. */
    private static <T, R> R parsed(T part, Parser<T, R> parser) {
        try {
            return parser.parse(part);
        } catch (ParseException | NullPointerException | IllegalArgumentException e) {
            throw notOurs();
        }
    }

    @FunctionalInterface
    private interface Parser<T, R> {
        R parse(T part) throws ParseException;
    }

    /** The board issues no such tokens, but the thief of a key may. */
    private static boolean isLongLived(Instant issued, Instant expires) {
        return expires.isAfter(issued.plus(TokenClaims.TOKEN_LIFE));
    }

    private static BoardException notOurs() {
        return rejected("This is not one of this board's tokens.");
    }

    private static BoardException rejected(String detail) {
        return new BoardException(BoardException.Kind.UNAUTHENTICATED, detail);
    }
}
