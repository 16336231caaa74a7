package banyan.core.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.BoardException;
import banyan.core.BoardException.Kind;
import banyan.core.Feed;
import banyan.core.Lineage;
import banyan.core.users.Users;
import com.nimbusds.jose.jwk.ECKey;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The cache of keys: when it fetches them, and how long requests wait. */
@Timeout(30)
class TokenKeysTest {
    private static final BoardException AWAY = new BoardException(Kind.UNAVAILABLE, "users is away");

    private static final Feed.Cursor ORIGIN = new Feed.Cursor(new UUID(0, 2), 4);
    private static final Feed.Cursor NEXT = new Feed.Cursor(new UUID(0, 3), 9);
    private static final Feed.Cursor STRANGE = new Feed.Cursor(new UUID(0, 4), 9);

    private final ECKey key = Tokens.key("one");
    private final TestUsers users = new TestUsers(8, key);
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
    void areFetchedOnceAndUnknownOnesAtMostOncePerPause() {
        for (int i = 0; i < 5; i++) {
            assertThat(keys.find("one")).isPresent();
            assertThat(keys.find("two")).isEmpty();
        }
        assertThat(users.fetches()).isEqualTo(1);
        users.publish(Tokens.key("two"));
        pass(TokenKeys.UNKNOWN_KEY_PAUSE);
        assertThat(keys.find("two")).isPresent();
        assertThat(keys.find("one")).isPresent();
        assertThat(users.fetches()).isEqualTo(2);
    }

    @Test
    void areInvalidAMinuteAfterTheirWithdrawal() {
        assertThat(keys.find("one")).isPresent();
        users.withdraw(key);
        pass(TokenKeys.FRESH.minusNanos(1));
        assertThat(keys.find("one")).isPresent();
        assertThat(users.fetches()).isEqualTo(1);
        pass(Duration.ofNanos(1));
        await(() -> keys.find("one").isEmpty()); // in use: fetched in the background
    }

    @Test
    void areInvalidAfterAWithdrawalWithoutUse() {
        assertThat(keys.find("one")).isPresent();
        users.withdraw(key);
        pass(Duration.ofMinutes(1));
        assertThat(keys.find("one")).isEmpty();
    }

    @Test
    void areValidForABoundedTimeInAnOutage() {
        assertThat(keys.find("one")).isPresent();
        isAway.set(true);
        for (var past = Duration.ZERO; past.compareTo(CachedKeys.MAX_AGE_IN_OUTAGE.minus(TokenKeys.FRESH)) < 0; ) {
            int before = attempts.get();
            pass(TokenKeys.FRESH);
            past = past.plus(TokenKeys.FRESH);
            assertThat(keys.find("one")).as("after %s", past).isPresent();
            // if the last attempt is still running, the first call starts none
            await(() -> keys.find("one").isPresent() && attempts.get() > before);
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
    void areFetchedOncePerSecondInAnOutageAndFoundAfterIt() {
        isAway.set(true);
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> keys.find("one")).isSameAs(AWAY);
        }
        assertThat(attempts).hasValue(1);
        isAway.set(false);
        pass(TokenKeys.UNKNOWN_KEY_PAUSE);
        assertThat(keys.find("one")).isPresent();
    }

    @Test
    void coverDataThatWasJustOpened() {
        serve(ORIGIN);
        assertThat(keys.cover(ORIGIN)).isTrue();
        serve(NEXT, ORIGIN);
        assertThat(keys.cover(NEXT)).isTrue();
        assertThat(keys.cover(ORIGIN)).isTrue();
        assertThat(attempts).hasValue(2);
        assertThat(keys.cover(STRANGE)).isFalse();
    }

    /** The client ends its session after a rejection, but not after a 503. */
    @Test
    void areUnavailableWhileTheirDataIsUnknown() {
        serve(ORIGIN);
        assertThat(keys.cover(ORIGIN)).isTrue();
        serve(NEXT, ORIGIN);
        isAway.set(true);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> keys.cover(NEXT)).isSameAs(AWAY);
            assertThat(keys.cover(ORIGIN)).isTrue();
        }
        assertThat(attempts).hasValue(2);
        isAway.set(false);
        pass(TokenKeys.UNKNOWN_KEY_PAUSE);
        assertThat(keys.cover(NEXT)).isTrue();
    }

    /** The other attempt reads before the token is issued, and ends after its arrival. */
    @Test
    void coverDataThatWasOpenedDuringAnAttempt() throws Exception {
        serve(ORIGIN);
        var calls = new AtomicInteger();
        var hasLooked = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        var slow = new TokenKeys(this::users, () -> {
            if (Thread.currentThread().getName().equals("first") && calls.incrementAndGet() == 3) {
                hasLooked.countDown();
                await(mayEnd);
            }
            return nanos.incrementAndGet();
        });
        var first = new Thread(() -> slow.cover(ORIGIN), "first");
        first.start();
        hasLooked.await();
        serve(NEXT, ORIGIN);
        var result = new CompletableFuture<Boolean>();
        var second = new Thread(() -> result.complete(slow.cover(NEXT)), "second");
        second.start();
        await(() -> second.getState() == Thread.State.BLOCKED || result.isDone());
        mayEnd.countDown();
        assertThat(result.get()).isTrue();
        first.join();
    }

    private void serve(Feed.Cursor... newestFirst) {
        users.serve(new Lineage(
                new UUID(0, 1),
                9,
                Stream.of(newestFirst)
                        .map(origin -> new Lineage.Origin(Objects.requireNonNull(origin.feed()), origin.position()))
                        .toList()));
    }

    @Test
    void blockNoRequestDuringARefresh() throws Exception {
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
        pass(Duration.ofNanos(1)); // it ends after the other request came, which shares its outcome
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
