package banyan.core.auth;

import banyan.core.BoardException;
import banyan.core.FatalError;
import banyan.core.Feed;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cache of the public keys of users. It refreshes keys in use, so that a withdrawn key is invalid after at most a
 * minute. While users is unreachable, cached keys stay valid for a bounded time, and no request waits for them.
 */
final class TokenKeys implements VerificationKeys {
    private static final Logger LOG = LoggerFactory.getLogger(TokenKeys.class);

    /** The age at which keys are fetched again in the background. */
    static final Duration FRESH = Duration.ofSeconds(20);

    /** The time since the last attempt after which a request waits for a new attempt. */
    static final Duration MAX_AGE = Duration.ofSeconds(45);

    /** The pause between attempts while users is unreachable. */
    static final Duration RETRY = Duration.ofSeconds(5);

    /** The pause between attempts to find an unknown key: a client can invent any number of them. */
    static final Duration UNKNOWN_KEY_PAUSE = Duration.ofSeconds(1);

    private final Supplier<? extends Users> users;
    private final LongSupplier nanoTime;
    private final AtomicBoolean isFetching = new AtomicBoolean();
    private volatile CachedKeys state;

    TokenKeys(Supplier<? extends Users> users, LongSupplier nanoTime) {
        this.users = users;
        this.nanoTime = nanoTime;
        long never = nanoTime.getAsLong() - CachedKeys.MAX_AGE_IN_OUTAGE.toNanos();
        state = new CachedKeys(Map.of(), Optional.empty(), never, never, never, null);
    }

    @Override
    public Optional<TokenKey> find(String id) {
        long now = nanoTime.getAsLong();
        var known = state;
        if (known.isAttemptOlderThan(MAX_AGE, now)
                || (!known.keys().containsKey(id) && known.isAttemptOlderThan(UNKNOWN_KEY_PAUSE, now))) {
            fetch(now);
        } else if (known.isAttemptOlderThan(known.failure() == null ? FRESH : RETRY, now)) {
            fetchInBackground(now);
        }
        return state.find(id, nanoTime.getAsLong());
    }

    /** Returns true for a token without a feed, and for keys without origins: both are of an older release. */
    @Override
    public boolean cover(Feed.Cursor issued) {
        long now = nanoTime.getAsLong();
        var known = state;
        if (issued.feed() == null || known.covers(issued)) {
            return true;
        }
        if (known.failure() == null || known.isAttemptOlderThan(UNKNOWN_KEY_PAUSE, now)) {
            fetchSince(now);
        }
        return state.requireDecision(issued);
    }

    /**
     * Fetches the keys if no attempt started after the request arrived: an older one may have seen less than the token.
     * Only a client with a genuine token of lost data causes more than one attempt.
     */
    private synchronized void fetchSince(long arrived) {
        var before = state;
        long last = before.failure() == null ? before.started() : before.attempted();
        if (last - arrived <= 0) {
            fetch(nanoTime.getAsLong());
        }
    }

    private void fetchInBackground(long now) {
        if (!isFetching.compareAndSet(false, true)) {
            return;
        }
        var thread = new Thread(() -> runFetch(now), "token-keys");
        thread.setDaemon(true);
        thread.setContextClassLoader(TokenKeys.class.getClassLoader());
        try {
            thread.start();
        } catch (Error e) { // such as too many threads
            isFetching.set(false);
            throw e;
        }
    }

    private void runFetch(long now) {
        try {
            fetch(now);
        } catch (RuntimeException | Error e) {
            FatalError.check(e);
            LOG.warn("The keys of users cannot be fetched; a later request will retry", e); // the cached keys stay
        } finally {
            isFetching.set(false);
        }
    }

    /**
     * Fetches the keys, unless an attempt of another request ended after this one arrived. Such a request shares the
     * outcome, also of a failure: otherwise each would wait once more.
     *
     * @param arrived when the request arrived
     */
    private synchronized void fetch(long arrived) {
        var before = state;
        if (before.attempted() - arrived > 0) {
            return;
        }
        long started = nanoTime.getAsLong();
        try {
            var from = users.get();
            var keys = from.keys().stream()
                    .collect(Collectors.toMap(TokenKey::id, Function.identity(), (first, second) -> first));
            var data = Optional.of(from.lineage());
            long now = nanoTime.getAsLong();
            state = new CachedKeys(keys, data, now, started, now, null);
        } catch (BoardException e) {
            state = new CachedKeys(before.keys(), before.data(), before.fetched(), started, nanoTime.getAsLong(), e);
        }
    }
}
