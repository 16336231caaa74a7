package banyan.core.auth;

import banyan.core.BoardException;
import banyan.core.Feed;
import banyan.core.Lineage;
import banyan.core.users.TokenKey;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The result of the last attempt to fetch the keys of users, with the keys of the last success.
 *
 * @param data the lineage that the keys belong to
 * @param fetched when the keys were fetched, in nanoseconds
 * @param started when the last attempt started, in nanoseconds
 * @param attempted when the last attempt ended, in nanoseconds
 * @param failure the failure of the last attempt; null if it succeeded
 */
record CachedKeys(
        Map<String, TokenKey> keys,
        Optional<Lineage> data,
        long fetched,
        long started,
        long attempted,
        @Nullable BoardException failure) {
    /** The time for which keys are valid while users is unreachable. */
    static final Duration MAX_AGE_IN_OUTAGE = Duration.ofMinutes(5);

    boolean isAttemptOlderThan(Duration age, long now) {
        return now - attempted >= age.toNanos();
    }

    boolean covers(Feed.Cursor issued) {
        return data.filter(known -> known.origins().isEmpty() || known.contains(issued))
                .isPresent();
    }

    /**
     * Returns the same, where a negative result has to be certain.
     *
     * @throws BoardException the failure of the last attempt, if that leaves the result unknown
     */
    boolean requireDecision(Feed.Cursor issued) {
        boolean isCovered = covers(issued);
        if (!isCovered && failure != null) {
            throw failure;
        }
        return isCovered;
    }

    Optional<TokenKey> find(String id, long now) {
        var key = Optional.ofNullable(keys.get(id));
        if (failure != null && (key.isEmpty() || now - fetched >= MAX_AGE_IN_OUTAGE.toNanos())) {
            throw failure;
        }
        return key;
    }
}
