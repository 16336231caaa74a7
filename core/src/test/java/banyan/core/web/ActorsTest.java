package banyan.core.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.BoardException;
import banyan.core.BoardException.Kind;
import banyan.core.users.Users;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose word is taken for who is asking. */
class ActorsTest {
    private static final Instant START = Instant.parse("2026-11-01T12:00:00Z");
    private static final long DELETED = 9;
    private static final long MODERATOR = 8;

    private final ECKey key = newKey("one");
    private final KnownUsers users = new KnownUsers(MODERATOR, key);
    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final LongPredicate isDeleted = id -> id == DELETED;

    private Actors actors() {
        return new Actors(() -> users, isDeleted, Clock.fixed(now.get(), ZoneOffset.UTC));
    }

    private static ECKey newKey(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .subject("7")
                .audience("banyan")
                .issueTime(Date.from(START))
                .expirationTime(Date.from(START.plus(Duration.ofHours(1))));
    }

    private static String signed(ECKey key, JWTClaimsSet claims) throws Exception {
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims);
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }

    private void refuses(String token) {
        assertThatThrownBy(() -> actors().asking("Bearer " + token))
                .isInstanceOfSatisfying(
                        BoardException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAUTHENTICATED));
    }

    @Test
    void isTheSubjectOfAToken() throws Exception {
        var token = signed(key, claims().build());
        assertThat(actors().asking("Bearer " + token)).isEqualTo(7);
        assertThat(actors().asking("bearer  " + token + " ")).isEqualTo(7);
    }

    @Test
    void isNobodyOnceItHasExpired() throws Exception {
        var token = signed(key, claims().build());
        now.set(START.plus(Duration.ofHours(1)).plusSeconds(30));
        assertThat(actors().asking("Bearer " + token)).isEqualTo(7);
        now.set(now.get().plusSeconds(1));
        refuses(token);
        refuses(signed(
                key, new JWTClaimsSet.Builder().subject("7").audience("banyan").build()));
    }

    @Test
    void isNobodyBeforeItCounts() throws Exception {
        refuses(signed(
                key, claims().notBeforeTime(Date.from(START.plusSeconds(31))).build()));
    }

    @Test
    void isNobodyForAnotherAudience() throws Exception {
        refuses(signed(key, claims().audience("other").build()));
        refuses(signed(key, claims().audience((String) null).build()));
    }

    @Test
    void isNobodyWithoutASignature() throws Exception {
        refuses(new PlainJWT(claims().build()).serialize());
        var token = signed(key, claims().build());
        refuses(token.substring(0, token.lastIndexOf('.') + 1));
        refuses(token.substring(0, token.length() - 4));
        refuses(token.substring(0, token.lastIndexOf('.')));
    }

    @Test
    void isNobodyWithASignatureOverOtherClaims() throws Exception {
        var mine = signed(key, claims().build()).split("\\.");
        var theirs = signed(newKey("one"), claims().subject("8").build()).split("\\.");
        refuses(mine[0] + "." + theirs[1] + "." + mine[2]);
    }

    @Test
    void isNobodyForAnotherKeyOfTheSameName() throws Exception {
        refuses(signed(newKey("one"), claims().build()));
    }

    /** Whoever takes a public key for a shared secret is fooled by who knows it, which is anyone. */
    @Test
    void isNobodyWhereThePublicKeyIsUsedAsASecret() throws Exception {
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("one").build(), claims().build());
        token.sign(new MACSigner(key.toECPublicKey().getEncoded()));
        refuses(token.serialize());
    }

    @Test
    void isNobodyWhoHasLeft() throws Exception {
        refuses(signed(key, claims().subject(String.valueOf(DELETED)).build()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer x", "Bearer a.b.c", "Basic YTpi", "Bearer a b"})
    void isNobodyWithoutAToken(String header) {
        assertThatThrownBy(() -> actors().asking(header)).isInstanceOf(BoardException.class);
        assertThatThrownBy(() -> actors().asking(null)).isInstanceOf(BoardException.class);
    }

    @Test
    void asksForKeysOnceAndForUnknownOnesSeldom() throws Exception {
        var actors = new Actors(() -> users, isDeleted, new SetClock());
        var known = "Bearer " + signed(key, claims().build());
        var next = newKey("two");
        var unknown = "Bearer " + signed(next, claims().build());
        for (int i = 0; i < 5; i++) {
            assertThat(actors.asking(known)).isEqualTo(7);
            assertThatThrownBy(() -> actors.asking(unknown)).isInstanceOf(BoardException.class);
        }
        assertThat(users.asked()).isEqualTo(1);
        users.publish(next);
        now.set(START.plusSeconds(31));
        assertThat(actors.asking(unknown)).isEqualTo(7);
        assertThat(actors.asking(known)).isEqualTo(7);
        assertThat(users.asked()).isEqualTo(2);
    }

    @Test
    void mayChangeWhatIsTheirsOrModerate() {
        actors().refuseStranger(7, 7);
        actors().refuseStranger(MODERATOR, 7);
        assertThatThrownBy(() -> actors().refuseStranger(7, 6))
                .isInstanceOfSatisfying(
                        BoardException.class, e -> assertThat(e.kind()).isEqualTo(Kind.FORBIDDEN));
    }

    @Test
    void isKnownOrToldWhoIsAwayWhileUsersCannotBeAsked() throws Exception {
        var away = new BoardException(Kind.UNAVAILABLE, "users is away");
        var asked = new AtomicInteger();
        var isAway = new AtomicBoolean();
        Supplier<Users> supplier = () -> {
            asked.incrementAndGet();
            if (isAway.get()) {
                throw away;
            }
            return users;
        };
        var actors = new Actors(supplier, isDeleted, new SetClock());
        var known = "Bearer " + signed(key, claims().build());
        var next = newKey("two");
        var unknown = "Bearer " + signed(next, claims().build());
        assertThat(actors.asking(known)).isEqualTo(7);
        isAway.set(true);
        now.set(START.plusSeconds(31));
        for (int i = 0; i < 5; i++) {
            assertThat(actors.asking(known)).isEqualTo(7);
            assertThatThrownBy(() -> actors.asking(unknown)).isSameAs(away);
        }
        assertThat(asked).as("questions: one, and one for each unknown key").hasValue(6);
        users.publish(next);
        isAway.set(false);
        assertThat(actors.asking(unknown)).isEqualTo(7);
    }

    @Test
    @Timeout(30)
    void isHeldUpByNobodyWhoseKeyIsUnknown() throws Exception {
        var asking = new CountDownLatch(2);
        var mayAnswer = new CountDownLatch(1);
        Supplier<Users> supplier = () -> {
            asking.countDown();
            if (asking.getCount() == 0) {
                await(mayAnswer);
            }
            return users;
        };
        var actors = new Actors(supplier, isDeleted, new SetClock());
        var known = "Bearer " + signed(key, claims().build());
        var unknown = "Bearer " + signed(newKey("two"), claims().build());
        assertThat(actors.asking(known)).isEqualTo(7);
        now.set(START.plusSeconds(31));
        var other = CompletableFuture.runAsync(() -> actors.asking(unknown));
        await(asking);
        assertThat(actors.asking(known)).isEqualTo(7);
        assertThat(other).isNotDone();
        mayAnswer.countDown();
        assertThatThrownBy(other::join)
                .cause()
                .isInstanceOfSatisfying(
                        BoardException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAUTHENTICATED));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class SetClock extends Clock {
        @Override
        public Instant instant() {
            return now.get();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
