package banyan.core.auth;

import banyan.core.BoardException;
import banyan.core.FatalError;
import banyan.core.Feed;
import banyan.core.Lineage;
import banyan.core.users.TokenKey;
import banyan.core.users.Users;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public keys of users, kept: fetched again while they are in use, so that a key which users withdraws counts no more
 * after a minute. While users cannot be reached, known keys count for a bounded time, and no request waits for it.
 */
final class TokenKeys implements VerificationKeys {
    private static final Logger LOG = LoggerFactory.getLogger(TokenKeys.class);

    /** After this time they are fetched again, beside the requests that use them. */
    static final Duration FRESH = Duration.ofSeconds(20);

    /** After this time without an attempt to fetch them, a request waits for one. */
    static final Duration CERTAIN = Duration.ofSeconds(45);

    /** How long they count while users cannot be reached. */
    static final Duration KEPT = Duration.ofMinutes(5);

    /** Between two attempts while users cannot be reached. */
    static final Duration RETRY = Duration.ofSeconds(5);

    /** Between two attempts to find an unknown key: anybody can make one up. */
    static final Duration SELDOM = Duration.ofSeconds(1);

    private final Supplier<? extends Users> users;
    private final LongSupplier nanoTime;
    private final AtomicBoolean isFetching = new AtomicBoolean();
    private volatile State state;

    TokenKeys(Supplier<? extends Users> users, LongSupplier nanoTime) {
        this.users = users;
        this.nanoTime = nanoTime;
        long never = nanoTime.getAsLong() - KEPT.toNanos();
        state = new State(Map.of(), Optional.empty(), never, never, never, null);
    }

    @Override
    public Optional<TokenKey> find(String id) {
        long now = nanoTime.getAsLong();
        var known = state;
        if (known.isAttemptOlderThan(CERTAIN, now)
                || (!known.keys.containsKey(id) && known.isAttemptOlderThan(SELDOM, now))) {
            fetch(now);
        } else if (known.isAttemptOlderThan(known.failure == null ? FRESH : RETRY, now)) {
            fetchBeside(now);
        }
        return state.find(id, nanoTime.getAsLong());
    }

    /** Without origins the users module is of an older release, and says nothing of it. */
    @Override
    public boolean areOf(Feed.Cursor issued) {
        long now = nanoTime.getAsLong();
        var known = state;
        if (issued.feed() == null || known.isOf(issued)) {
            return true;
        }
        if (known.failure == null || known.isAttemptOlderThan(SELDOM, now)) {
            fetchSince(now);
        }
        return state.decide(issued);
    }

    /**
     * An attempt that had begun before may have seen less than the token tells of. Only who has a genuine one, of data that are
     * not there, causes more attempts than one.
     */
    private synchronized void fetchSince(long came) {
        var before = state;
        long last = before.failure == null ? before.begun : before.attempted;
        if (last - came <= 0) {
            fetch(nanoTime.getAsLong());
        }
    }

    private void fetchBeside(long now) {
        if (!isFetching.compareAndSet(false, true)) {
            return;
        }
        var thread = new Thread(() -> fetchAlone(now), "token-keys");
        thread.setDaemon(true);
        thread.setContextClassLoader(TokenKeys.class.getClassLoader());
        try {
            thread.start();
        } catch (Error e) { // there may be too many threads
            isFetching.set(false);
            throw e;
        }
    }

    private void fetchAlone(long now) {
        try {
            fetch(now);
        } catch (RuntimeException | Error e) {
            FatalError.check(e);
            LOG.warn("The keys of users cannot be fetched, which is tried again", e); // what has them keeps them
        } finally {
            isFetching.set(false);
        }
    }

    /**
     * A request that has waited for another's attempt takes its outcome, a failure too: else each would wait once more.
     *
     * @param came when the one that wants the key came
     */
    private synchronized void fetch(long came) {
        var before = state;
        if (before.attempted - came > 0) {
            return;
        }
        long begun = nanoTime.getAsLong();
        try {
            var from = users.get();
            var keys = from.keys().stream()
                    .collect(Collectors.toMap(TokenKey::id, Function.identity(), (first, second) -> first));
            var data = Optional.of(from.lineage());
            long now = nanoTime.getAsLong();
            state = new State(keys, data, now, begun, now, null);
        } catch (BoardException e) {
            state = new State(before.keys, before.data, before.fetched, begun, nanoTime.getAsLong(), e);
        }
    }

    /**
     * What is known.
     *
     * @param data what they are the keys of
     * @param fetched when the keys were, in nanoseconds
     * @param begun when it was last tried, in nanoseconds
     * @param attempted when that had an outcome, in nanoseconds
     * @param failure of the last attempt, if it failed
     */
    private record State(
            Map<String, TokenKey> keys,
            Optional<Lineage> data,
            long fetched,
            long begun,
            long attempted,
            @Nullable BoardException failure) {
        boolean isAttemptOlderThan(Duration age, long now) {
            return now - attempted >= age.toNanos();
        }

        boolean isOf(Feed.Cursor issued) {
            return data.filter(known -> known.origins().isEmpty() || known.holds(issued))
                    .isPresent();
        }

        boolean decide(Feed.Cursor issued) {
            boolean isOf = isOf(issued);
            if (!isOf && failure != null) {
                throw failure;
            }
            return isOf;
        }

        Optional<TokenKey> find(String id, long now) {
            var key = Optional.ofNullable(keys.get(id));
            if (failure != null && (key.isEmpty() || now - fetched >= KEPT.toNanos())) {
                throw failure;
            }
            return key;
        }
    }
}
