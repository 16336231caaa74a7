package banyan.core.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.BoardException;
import banyan.core.BoardException.Kind;
import banyan.core.users.Users;
import com.nimbusds.jose.jwk.ECKey;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The keys that tokens are verified with: when they are fetched, and what becomes of those who wait. */
@Timeout(30)
class TokenKeysTest {
    private static final BoardException AWAY = new BoardException(Kind.UNAVAILABLE, "users is away");

    private final ECKey key = Tokens.key("one");
    private final KnownUsers users = new KnownUsers(8, key);
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000_000); // it may overflow at any time
    private final AtomicBoolean isAway = new AtomicBoolean();
    private final AtomicInteger attempts = new AtomicInteger();
    private final TokenKeys keys = new TokenKeys(this::users, nanos::get);

    private Users users() {
        attempts.incrementAndGet();
        if (isAway.get()) {
            throw AWAY;
        }
        return users;
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void areFetchedOnceAndUnknownOnesSeldom() {
        for (int i = 0; i < 5; i++) {
            assertThat(keys.find("one")).isPresent();
            assertThat(keys.find("two")).isEmpty();
        }
        assertThat(users.asked()).isEqualTo(1);
        users.publish(Tokens.key("two"));
        pass(TokenKeys.SELDOM);
        assertThat(keys.find("two")).isPresent();
        assertThat(keys.find("one")).isPresent();
        assertThat(users.asked()).isEqualTo(2);
    }

    @Test
    void countNoMoreAMinuteAfterTheyWereWithdrawn() {
        assertThat(keys.find("one")).isPresent();
        users.withdraw(key);
        pass(TokenKeys.FRESH.minusNanos(1));
        assertThat(keys.find("one")).isPresent();
        assertThat(users.asked()).isEqualTo(1);
        pass(Duration.ofNanos(1));
        await(() -> keys.find("one").isEmpty()); // in use: fetched beside the requests
    }

    @Test
    void countNoMoreAfterTheyWereWithdrawnWhileNobodyUsedThem() {
        assertThat(keys.find("one")).isPresent();
        users.withdraw(key);
        pass(Duration.ofMinutes(1));
        assertThat(keys.find("one")).isEmpty();
    }

    @Test
    void countForABoundedTimeWhileUsersCannotBeReached() {
        assertThat(keys.find("one")).isPresent();
        isAway.set(true);
        for (var past = Duration.ZERO; past.compareTo(TokenKeys.KEPT.minus(TokenKeys.FRESH)) < 0; ) {
            int before = attempts.get();
            pass(TokenKeys.FRESH);
            past = past.plus(TokenKeys.FRESH);
            assertThat(keys.find("one")).as("after %s", past).isPresent();
            await(() -> attempts.get() > before);
            assertThatThrownBy(() -> keys.find("two")).isSameAs(AWAY);
        }
        pass(TokenKeys.FRESH);
        assertThatThrownBy(() -> keys.find("one")).isSameAs(AWAY);
        isAway.set(false);
        pass(TokenKeys.RETRY);
        await(() -> {
            try {
                return keys.find("one").isPresent();
            } catch (BoardException e) {
                return false;
            }
        });
    }

    @Test
    void areTriedOnceInASecondWhileUsersCannotBeReachedAndFoundWhenItIsBack() {
        isAway.set(true);
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> keys.find("one")).isSameAs(AWAY);
        }
        assertThat(attempts).hasValue(1);
        isAway.set(false);
        pass(TokenKeys.SELDOM);
        assertThat(keys.find("one")).isPresent();
    }

    @Test
    void holdUpNobodyWhileTheyAreFetchedAgain() throws Exception {
        var isBegun = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        var slow = new TokenKeys(
                () -> {
                    if (attempts.incrementAndGet() > 1) {
                        isBegun.countDown();
                        await(mayEnd);
                    }
                    return users;
                },
                nanos::get);
        assertThat(slow.find("one")).isPresent();
        pass(TokenKeys.FRESH);
        assertThat(slow.find("one")).isPresent();
        isBegun.await();
        assertThat(slow.find("one")).isPresent();
        var other = CompletableFuture.supplyAsync(() -> slow.find("two"));
        assertThat(slow.find("one")).isPresent();
        assertThat(attempts).hasValue(2);
        pass(Duration.ofNanos(1)); // it ends after the other came, who takes its outcome
        mayEnd.countDown();
        assertThat(other.get()).isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
