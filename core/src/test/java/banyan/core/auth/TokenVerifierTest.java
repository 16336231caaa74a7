package banyan.core.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.BoardException;
import banyan.core.BoardException.Kind;
import banyan.core.Lineage;
import banyan.core.Lineage.Origin;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A token is verified, and its user is returned. */
class TokenVerifierTest {
    private static final long DELETED = 9;
    private static final long MODERATOR = 8;

    /** The position at which user 7 ended all sessions. */
    private static final long ENDED = 12;

    private final ECKey key = Tokens.key("one");
    private final TestUsers users = new TestUsers(MODERATOR, key);
    private final AtomicReference<Instant> now = new AtomicReference<>(Tokens.START);

    private final TokenVerifier verifier = new TokenVerifier(
            () -> users,
            (user, issued) -> user == DELETED || user == 7 && issued.position() < ENDED,
            new TokenKeys(() -> users, System::nanoTime),
            now::get);

    private void assertRejected(String token) {
        assertThatThrownBy(() -> verifier.session("Bearer " + token).user())
                .isInstanceOfSatisfying(
                        BoardException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAUTHENTICATED));
    }

    @Test
    void returnsTheSubjectOfAToken() throws Exception {
        var token = Tokens.signed(key, Tokens.claims().build());
        assertThat(verifier.session("Bearer " + token).user()).isEqualTo(7);
        assertThat(verifier.session("bearer  " + token + " ").user()).isEqualTo(7);
    }

    @Test
    void rejectsAnExpiredToken() throws Exception {
        var token = Tokens.signed(key, Tokens.claims().build());
        now.set(Tokens.START.plus(Duration.ofHours(1)).plusSeconds(30));
        assertThat(verifier.session("Bearer " + token).user()).isEqualTo(7);
        now.set(now.get().plusSeconds(1));
        assertRejected(token);
        assertRejected(Tokens.signed(
                key, new JWTClaimsSet.Builder().subject("7").audience("banyan").build()));
    }

    @Test
    void rejectsATokenOfAnEndedSession() throws Exception {
        assertRejected(Tokens.signed(key, Tokens.claims().claim("position", 11).build()));
        assertRejected(
                Tokens.signed(key, Tokens.claims().claim("position", null).build()));
        assertRejected(
                Tokens.signed(key, Tokens.claims().claim("position", "12").build()));
        var token = Tokens.signed(key, Tokens.claims().claim("position", 12).build());
        assertThat(verifier.session("Bearer " + token).user()).isEqualTo(7);
    }

    /** The id may belong to another user now. */
    @Test
    void rejectsATokenOfLostData() throws Exception {
        var first = new Origin(UUID.randomUUID(), 0);
        var second = new Origin(UUID.randomUUID(), 20);
        users.serve(new Lineage(UUID.randomUUID(), 30, List.of(second, first)));
        assertThat(verifier.session("Bearer " + issued(first.id(), 20)).user()).isEqualTo(7);
        assertRejected(issued(first.id(), 21));
        assertThat(verifier.session("Bearer " + issued(second.id(), 31)).user()).isEqualTo(7);
        assertRejected(issued(UUID.randomUUID(), 15));
        assertRejected(Tokens.signed(key, Tokens.claims().claim("feed", "none").build()));
    }

    private String issued(UUID feed, long position) throws Exception {
        return Tokens.signed(
                key,
                Tokens.claims()
                        .claim("feed", feed.toString())
                        .claim("position", position)
                        .build());
    }

    @Test
    void returnsTheTimeOfTheSignIn() throws Exception {
        var then = Tokens.START.minus(Duration.ofDays(3));
        var token = Tokens.signed(
                key, Tokens.claims().claim("auth_time", then.getEpochSecond()).build());
        assertThat(verifier.session("Bearer " + token)).isEqualTo(new TokenClaims(7, then, ENDED));
        var older = Tokens.signed(key, Tokens.claims().claim("auth_time", null).build());
        assertThat(verifier.session("Bearer " + older).signedIn()).isEqualTo(Tokens.START);
    }

    /** Any client can send such a token, so it is not an internal error. */
    @ParameterizedTest
    @ValueSource(
            strings = {"null", "[]", "7", "\"a\"", "{}", "{\"alg\":null}", "{\"alg\":\"ES256\",\"kid\":null}", "{", ""})
    void rejectsAMalformedHeaderOrMalformedClaims(String json) throws Exception {
        var right = Tokens.signed(key, Tokens.claims().build()).split("\\.");
        assertRejected(Base64URL.encode(json) + "." + right[1] + "." + right[2]);
        var token = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("one").build(), new Payload(json));
        token.sign(new ECDSASigner(key));
        assertRejected(token.serialize());
    }

    /** The thief of a key can sign any claims. */
    @Test
    void rejectsATokenWithAnImpossibleLifetime() throws Exception {
        var hour = Tokens.START.plus(Duration.ofHours(1));
        assertRejected(Tokens.signed(
                key,
                Tokens.claims().expirationTime(Date.from(hour.plusSeconds(1))).build()));
        assertRejected(Tokens.signed(key, Tokens.claims().issueTime(null).build()));
        var early = Tokens.START.plusSeconds(31);
        assertRejected(
                Tokens.signed(key, Tokens.claims().issueTime(Date.from(early)).build()));
        now.set(Tokens.START.plusSeconds(1));
        assertThat(verifier.session("Bearer "
                                + Tokens.signed(
                                        key,
                                        Tokens.claims()
                                                .issueTime(Date.from(early))
                                                .build()))
                        .user())
                .isEqualTo(7);
    }

    @Test
    void rejectsATokenBeforeItsStart() throws Exception {
        assertRejected(Tokens.signed(
                key,
                Tokens.claims()
                        .notBeforeTime(Date.from(Tokens.START.plusSeconds(31)))
                        .build()));
    }

    @Test
    void rejectsATokenForAnotherAudience() throws Exception {
        assertRejected(Tokens.signed(key, Tokens.claims().audience("other").build()));
        assertRejected(
                Tokens.signed(key, Tokens.claims().audience((String) null).build()));
    }

    @Test
    void rejectsATokenWithoutASignature() throws Exception {
        assertRejected(new PlainJWT(Tokens.claims().build()).serialize());
        var token = Tokens.signed(key, Tokens.claims().build());
        assertRejected(token.substring(0, token.lastIndexOf('.') + 1));
        assertRejected(token.substring(0, token.length() - 4));
        assertRejected(token.substring(0, token.lastIndexOf('.')));
    }

    @Test
    void rejectsASignatureOfOtherClaims() throws Exception {
        var mine = Tokens.signed(key, Tokens.claims().build()).split("\\.");
        var theirs = Tokens.signed(
                        Tokens.key("one"), Tokens.claims().subject("8").build())
                .split("\\.");
        assertRejected(mine[0] + "." + theirs[1] + "." + mine[2]);
    }

    @Test
    void rejectsAnotherKeyWithTheSameId() throws Exception {
        assertRejected(Tokens.signed(Tokens.key("one"), Tokens.claims().build()));
    }

    /** A verifier that uses the public key as a shared secret would accept anyone's tokens. */
    @Test
    void rejectsThePublicKeyAsASharedSecret() throws Exception {
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("one").build(),
                Tokens.claims().build());
        token.sign(new MACSigner(key.toECPublicKey().getEncoded()));
        assertRejected(token.serialize());
    }

    @Test
    void rejectsADeletedUser() throws Exception {
        assertRejected(Tokens.signed(
                key, Tokens.claims().subject(String.valueOf(DELETED)).build()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer x", "Bearer a.b.c", "Basic YTpi", "Bearer a b"})
    void rejectsARequestWithoutAToken(String header) {
        assertThatThrownBy(() -> verifier.session(header).user()).isInstanceOf(BoardException.class);
        assertThatThrownBy(() -> verifier.session(null).user()).isInstanceOf(BoardException.class);
    }

    @Test
    void allowsOwnersAndModerators() {
        verifier.requireOwnerOrModerator(7, 7);
        verifier.requireOwnerOrModerator(MODERATOR, 7);
        assertThatThrownBy(() -> verifier.requireOwnerOrModerator(7, 6))
                .isInstanceOfSatisfying(
                        BoardException.class, e -> assertThat(e.kind()).isEqualTo(Kind.FORBIDDEN));
    }
}
