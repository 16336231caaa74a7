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

    /** The tolerated difference between the clocks of two machines. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    private static final Pattern BEARER = Pattern.compile("(?i)bearer +([-A-Za-z0-9_.]{1,4096}+)");

    private final Supplier<? extends Users> users;
    private final TokenClaims.RevocationCheck revocations;
    private final VerificationKeys keys;
    private final VerifiedTokens verified;
    private final InstantSource clock;

    /**
     * Creates a verifier with the keys of the users module, which are cached.
     *
     * @param users provides keys and moderators
     * @param revocations checks whether a session has ended before its token expires
     */
    public TokenVerifier(Supplier<? extends Users> users, TokenClaims.RevocationCheck revocations) {
        this(users, revocations, new TokenKeys(users, System::nanoTime), InstantSource.system());
    }

    /**
     * Creates a verifier with the given keys and clock.
     *
     * @param users provides moderators
     * @param revocations checks whether a session has ended before its token expires
     * @param keys the valid keys
     * @param clock for the expiry of tokens
     */
    public TokenVerifier(
            Supplier<? extends Users> users,
            TokenClaims.RevocationCheck revocations,
            VerificationKeys keys,
            InstantSource clock) {
        this.users = users;
        this.revocations = revocations;
        this.keys = keys;
        verified = new VerifiedTokens(keys);
        this.clock = clock;
    }

    /**
     * Verifies a token, and returns its claims.
     *
     * @param authorization the header, if the request has it
     * @throws BoardException UNAUTHENTICATED without a valid token
     */
    public TokenClaims session(@Nullable String authorization) {
        if (authorization == null) {
            throw rejected(
                    "This request needs a token: sign in at /api/users/tokens, and send it as Authorization: Bearer <token>.");
        }
        var bearer = BEARER.matcher(authorization.strip());
        if (!bearer.matches()) {
            throw rejected("The Authorization header has to be Bearer and a token.");
        }
        var token = bearer.group(1);
        return current(verified.find(token).orElseGet(() -> verify(token)));
    }

    /**
     * Checks that the actor is the owner of an item, or a moderator.
     *
     * @throws BoardException FORBIDDEN if the actor is neither
     */
    public void requireOwnerOrModerator(long actor, long owner) {
        if (actor != owner && !users.get().moderates(actor)) {
            throw new BoardException(
                    BoardException.Kind.FORBIDDEN,
                    "This belongs to another user: only its owner or a moderator may change it.");
        }
    }

    /** Verifies the signature, and returns the claims. */
    private JWTClaimsSet verify(String bearer) {
        var token = parse(bearer, SignedJWT::parse);
        var key = signingKey(token);
        var claims = parse(token, SignedJWT::getJWTClaimsSet);
        verified.add(bearer, key, claims);
        return claims;
    }

    /** Requires that a signed token is valid now. */
    private TokenClaims current(JWTClaimsSet claims) {
        requireTimely(claims);
        if (!claims.getAudience().equals(List.of(AUDIENCE))) {
            throw rejected("This token is for another audience.");
        }
        var session = parse(claims, TokenVerifier::sessionOf);
        var feed = parse(claims, TokenVerifier::feed).orElse(null);
        requireCurrent(session.user(), new Feed.Cursor(feed, session.issuedAt()));
        return session;
    }

    /** Returns the valid key that has signed the token. */
    private TokenKey signingKey(SignedJWT token) {
        var header = token.getHeader();
        if (!JWSAlgorithm.ES256.equals(header.getAlgorithm())
                || header.getKeyID() == null
                || header.getCriticalParams() != null) {
            throw notIssuedHere();
        }
        return keys.find(header.getKeyID())
                .filter(key -> isSigned(token, key))
                .orElseThrow(TokenVerifier::notIssuedHere);
    }

    private void requireCurrent(long user, Feed.Cursor issued) {
        if (!keys.cover(issued)) {
            throw rejected("This token was issued for data that no longer exists: sign in again.");
        }
        if (revocations.isRevoked(user, issued)) {
            throw rejected(
                    "This session has ended because its account was deleted or its password was changed: sign in again.");
        }
    }

    /**
     * Returns the claims of a session. Tokens of a release without sessions lack some: they count as the first session
     * of their account.
     */
    private static TokenClaims sessionOf(JWTClaimsSet claims) throws ParseException {
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

    private static boolean isSigned(SignedJWT token, TokenKey key) {
        try {
            return token.verify(new ECDSAVerifier(key(key)));
        } catch (JOSEException | IllegalStateException e) { // the second one if the key is not a point of the curve
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
            throw notIssuedHere();
        }
        if (now.minus(SKEW).isAfter(expires.toInstant())) {
            throw rejected("This token has expired: sign in again.");
        }
        if (now.plus(SKEW).isBefore(issued.toInstant())) {
            throw rejected("This token was issued in the future: sign in again.");
        }
        if (begins != null && now.plus(SKEW).isBefore(begins.toInstant())) {
            throw rejected("This token is not valid yet.");
        }
    }

    /**
     * Parses a part of a token. For JSON that is not an object, such as null, the library throws a
     * NullPointerException.
     */
    private static <T, R> R parse(T part, Parser<T, R> parser) {
        try {
            return parser.parse(part);
        } catch (ParseException | NullPointerException | IllegalArgumentException e) {
            throw notIssuedHere();
        }
    }

    @FunctionalInterface
    private interface Parser<T, R> {
        R parse(T part) throws ParseException;
    }

    /** Returns whether a token lives too long. The board issues no such tokens, but the thief of a key may. */
    private static boolean isLongLived(Instant issued, Instant expires) {
        return expires.isAfter(issued.plus(TokenClaims.TOKEN_LIFE));
    }

    private static BoardException notIssuedHere() {
        return rejected("This token was not issued by this board.");
    }

    private static BoardException rejected(String detail) {
        return new BoardException(BoardException.Kind.UNAUTHENTICATED, detail);
    }
}
