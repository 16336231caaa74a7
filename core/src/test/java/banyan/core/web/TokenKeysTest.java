package banyan.core.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.BoardException;
import banyan.core.BoardException.Kind;
import banyan.core.users.Users;
import com.nimbusds.jose.jwk.ECKey;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The keys that tokens are verified with: when they are asked for, and what becomes of those who wait. */
class TokenKeysTest {
    private final ECKey key = Tokens.key("one");
    private final KnownUsers users = new KnownUsers(8, key);
    private final AtomicReference<Instant> now = new AtomicReference<>(Tokens.START);

    @Test
    void areAskedForOnceAndUnknownOnesSeldom() throws Exception {
        var actors = new Actors(() -> users, id -> false, now::get);
        var known = "Bearer " + Tokens.signed(key, Tokens.claims().build());
        var next = Tokens.key("two");
        var unknown = "Bearer " + Tokens.signed(next, Tokens.claims().build());
        for (int i = 0; i < 5; i++) {
            assertThat(actors.asking(known)).isEqualTo(7);
            assertThatThrownBy(() -> actors.asking(unknown)).isInstanceOf(BoardException.class);
        }
        assertThat(users.asked()).isEqualTo(1);
        users.publish(next);
        now.set(Tokens.START.plusSeconds(31));
        assertThat(actors.asking(unknown)).isEqualTo(7);
        assertThat(actors.asking(known)).isEqualTo(7);
        assertThat(users.asked()).isEqualTo(2);
    }

    @Test
    void areKnownOrItIsSaidWhoIsAwayWhileUsersCannotBeAsked() throws Exception {
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
        var actors = new Actors(supplier, id -> false, now::get);
        var known = "Bearer " + Tokens.signed(key, Tokens.claims().build());
        var next = Tokens.key("two");
        var unknown = "Bearer " + Tokens.signed(next, Tokens.claims().build());
        assertThat(actors.asking(known)).isEqualTo(7);
        isAway.set(true);
        now.set(Tokens.START.plusSeconds(31));
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
    void holdUpNobodyElseWhileAnUnknownOneIsAskedFor() throws Exception {
        var asking = new CountDownLatch(2);
        var mayAnswer = new CountDownLatch(1);
        Supplier<Users> supplier = () -> {
            asking.countDown();
            if (asking.getCount() == 0) {
                await(mayAnswer);
            }
            return users;
        };
        var actors = new Actors(supplier, id -> false, now::get);
        var known = "Bearer " + Tokens.signed(key, Tokens.claims().build());
        var unknown =
                "Bearer " + Tokens.signed(Tokens.key("two"), Tokens.claims().build());
        assertThat(actors.asking(known)).isEqualTo(7);
        now.set(Tokens.START.plusSeconds(31));
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
}
