package banyan.core.feed;

import banyan.core.store.WriteTransaction;
import java.util.OptionalLong;

/**
 * Deletes or updates, after a replay, the rows that the replay has not confirmed. Each step handles few rows, because
 * other writers wait.
 */
@FunctionalInterface
public interface ReplayCleanup {
    /**
     * Handles the rows after a key. A repetition changes nothing.
     *
     * @param replay rows with a smaller number were not confirmed
     * @return the key of the last handled row, or empty if there was none
     */
    OptionalLong step(WriteTransaction transaction, long replay, long after);

    /**
     * Returns a sweep that deletes the rows with a smaller number in their column {@code replay}.
     *
     * @param key the column of the primary key, a number
     */
    static ReplayCleanup unconfirmed(String table, String key) {
        var delete = "DELETE FROM " + table + " WHERE " + key + " > ? AND " + key + " <= ? AND replay < ?";
        return (transaction, replay, after) -> {
            var last = last(transaction, table, key, after);
            last.ifPresent(until -> transaction.handle().execute(delete, after, until, replay));
            return last;
        };
    }

    /**
     * Returns a sweep that updates all rows of a table, such as with confirmed values.
     *
     * @param set the assignments of the statement
     */
    static ReplayCleanup setting(String table, String key, String set) {
        var update = "UPDATE " + table + " SET " + set + " WHERE " + key + " > ? AND " + key + " <= ?";
        return (transaction, replay, after) -> {
            var last = last(transaction, table, key, after);
            last.ifPresent(until -> transaction.handle().execute(update, after, until));
            return last;
        };
    }

    private static OptionalLong last(WriteTransaction transaction, String table, String key, long after) {
        return transaction
                .handle()
                .createQuery("SELECT MAX(" + key + ") FROM (SELECT " + key + " FROM " + table + " WHERE " + key
                        + " > :after ORDER BY " + key + " LIMIT 1000) following")
                .bind("after", after)
                .mapTo(Long.class)
                .findOne()
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }
}
