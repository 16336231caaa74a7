package banyan.core.web;

import banyan.core.BoardException;
import banyan.core.users.Users;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who is asking: verifies tokens (RFC 7519) with the public keys of users, and says what their subjects may do. */
public final class Actors {
    /** The audience of every token. */
    public static final String AUDIENCE = "banyan";

    /** How far the clocks of two machines may differ. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    private static final Pattern BEARER = Pattern.compile("(?i)bearer +([-A-Za-z0-9_.]{1,4096})");

    private final Supplier<? extends Users> users;
    private final LongPredicate isDeleted;
    private final InstantSource clock;
    private final TokenKeys keys;

    /**
     * @param users asked for keys and for moderators
     * @param isDeleted whether a user has left
     */
    public Actors(Supplier<? extends Users> users, LongPredicate isDeleted) {
        this(users, isDeleted, InstantSource.system());
    }

    Actors(Supplier<? extends Users> users, LongPredicate isDeleted, InstantSource clock) {
        this.users = users;
        this.isDeleted = isDeleted;
        this.clock = clock;
        keys = new TokenKeys(users, clock);
    }

    /**
     * The id of who asks.
     *
     * @param authorization the header, if there is one
     * @throws BoardException UNAUTHENTICATED without a token that counts
     */
    public long asking(@Nullable String authorization) {
        if (authorization == null) {
            throw refused(
                    "This needs a token: sign in at /api/users/tokens, and send it as Authorization: Bearer <token>.");
        }
        var bearer = BEARER.matcher(authorization.strip());
        if (!bearer.matches()) {
            throw refused("The Authorization header has to be Bearer and a token.");
        }
        try {
            return subject(SignedJWT.parse(bearer.group(1)));
        } catch (ParseException e) {
            throw refused("This is not one of this board's tokens.");
        }
    }

    /**
     * Refuses to change what is somebody else's, unless to who moderates.
     *
     * @throws BoardException FORBIDDEN
     */
    public void refuseStranger(long actor, long owner) {
        if (actor != owner && !users.get().moderates(actor)) {
            throw new BoardException(
                    BoardException.Kind.FORBIDDEN, "This is somebody else's: only they or a moderator may change it.");
        }
    }

    private long subject(SignedJWT token) throws ParseException {
        var header = token.getHeader();
        if (!JWSAlgorithm.ES256.equals(header.getAlgorithm())
                || header.getKeyID() == null
                || header.getCriticalParams() != null
                || !isSigned(token, header.getKeyID())) {
            throw refused("This is not one of this board's tokens.");
        }
        var claims = token.getJWTClaimsSet();
        refuseUntimely(claims);
        if (!claims.getAudience().equals(List.of(AUDIENCE))) {
            throw refused("This token is for another audience.");
        }
        long id = Id.fromString(String.valueOf(claims.getSubject())).value();
        if (isDeleted.test(id)) {
            throw refused("This account is gone.");
        }
        return id;
    }

    private boolean isSigned(SignedJWT token, String key) {
        var verifying = keys.find(key);
        try {
            return verifying.isPresent() && token.verify(new ECDSAVerifier(verifying.get()));
        } catch (JOSEException e) {
            return false;
        }
    }

    private void refuseUntimely(JWTClaimsSet claims) {
        Instant now = clock.instant();
        Date expires = claims.getExpirationTime();
        Date begins = claims.getNotBeforeTime();
        if (expires == null || now.minus(SKEW).isAfter(expires.toInstant())) {
            throw refused("This token has expired: sign in again.");
        }
        if (begins != null && now.plus(SKEW).isBefore(begins.toInstant())) {
            throw refused("This token does not count yet.");
        }
    }

    private static BoardException refused(String detail) {
        return new BoardException(BoardException.Kind.UNAUTHENTICATED, detail);
    }
}
