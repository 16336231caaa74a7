package banyan.core.store;

import java.util.UUID;

/**
 * Writes the history of the feed: a row for the store itself, for each import, and for the first entry after each opening. The
 * entries that follow belong to the new row.
 */
public final class FeedOrigins {
    /** The number of rows that stay. A reader whose row is gone has to begin again. */
    public static final int KEPT = 1_000;

    private FeedOrigins() {}

    /** Adds a row: from now on entries belong to it. */
    public static void begin(WriteTransaction change) {
        change.handle().execute("""
                INSERT INTO feed_history (ordinal, id, start_position, at)
                VALUES ((SELECT COALESCE(MAX(ordinal), 0) + 1 FROM feed_history), ?, (SELECT position FROM feed_head), ?)
                """, UUID.randomUUID(), change.at());
        change.handle()
                .execute("DELETE FROM feed_history WHERE ordinal <= (SELECT MAX(ordinal) FROM feed_history) - ?", KEPT);
    }

    /** Adds the first row of a store, which is the store itself: all copies of the store have this row in common. */
    static void root(WriteTransaction change, UUID storeId) {
        change.handle()
                .execute(
                        "INSERT INTO feed_history (ordinal, id, start_position, at) VALUES (0, ?, 0, ?)",
                        storeId,
                        change.at());
    }

    /** Adds the row of an import, and the first row if the export was made by a release without a history. */
    public static void imported(WriteTransaction change) {
        boolean isKnown = change.handle()
                        .createQuery("SELECT COUNT(*) FROM feed_history")
                        .mapTo(long.class)
                        .one()
                > 0;
        if (!isKnown) {
            root(change, StoreIdentity.find(change.handle()).orElseThrow());
        }
        begin(change);
    }
}
