package banyan.users;

import banyan.core.web.Actors;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Date;

/** Gives tokens to who has shown who they are. */
record Tokens(SigningKeys keys) {
    static final Duration LIFE = Duration.ofHours(1);

    /** A token that says, for an hour, that its bearer is this user. */
    Token issue(long user) {
        var now = keys.clock().instant().truncatedTo(ChronoUnit.SECONDS); // as RFC 7519 has them
        var expires = now.plus(LIFE);
        var key = keys.signing();
        var claims = new JWTClaimsSet.Builder()
                .subject(String.valueOf(user))
                .audience(Actors.AUDIENCE)
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
}
