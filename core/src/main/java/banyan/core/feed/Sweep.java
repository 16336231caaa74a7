package banyan.core.feed;

import banyan.core.store.WriteTransaction;
import java.util.OptionalLong;

/** Forgets, after a replay, what it has not confirmed: a few rows at a time, as others wait for their turn to write. */
@FunctionalInterface
public interface Sweep {
    /**
     * Looks at the rows that follow a key. To do so twice changes nothing.
     *
     * @param replay rows with a smaller number were not confirmed
     * @return the key of the last row that was looked at, or empty if there were none
     */
    OptionalLong step(WriteTransaction change, long replay, long after);

    /**
     * Deletes the rows of a table that have a smaller number in their column {@code replay}.
     *
     * @param key the column of its primary key, a number
     */
    static Sweep unconfirmed(String table, String key) {
        var delete = "DELETE FROM " + table + " WHERE " + key + " > ? AND " + key + " <= ? AND replay < ?";
        return (change, replay, after) -> {
            var last = last(change, table, key, after);
            last.ifPresent(until -> change.handle().execute(delete, after, until, replay));
            return last;
        };
    }

    /**
     * Updates all rows of a table, such as with what a replay has confirmed.
     *
     * @param set the assignments of the statement
     */
    static Sweep setting(String table, String key, String set) {
        var update = "UPDATE " + table + " SET " + set + " WHERE " + key + " > ? AND " + key + " <= ?";
        return (change, replay, after) -> {
            var last = last(change, table, key, after);
            last.ifPresent(until -> change.handle().execute(update, after, until));
            return last;
        };
    }

    private static OptionalLong last(WriteTransaction change, String table, String key, long after) {
        return change.handle()
                .createQuery("SELECT MAX(" + key + ") FROM (SELECT " + key + " FROM " + table + " WHERE " + key
                        + " > :after ORDER BY " + key + " LIMIT 1000) following")
                .bind("after", after)
                .mapTo(Long.class)
                .findOne()
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }
}
