package banyan.core.store;

import java.util.UUID;

/**
 * Writes the history of the feed: a row for the store itself, for each import, and for the first entry after each
 * opening. Later entries belong to the new row.
 */
public final class FeedOrigins {
    /** The maximum number of rows. A reader whose row is deleted has to restart. */
    public static final int KEPT = 1_000;

    private FeedOrigins() {}

    /** Adds a row, which the following entries belong to. */
    public static void begin(WriteTransaction transaction) {
        transaction.handle().execute("""
                INSERT INTO feed_history (ordinal, id, start_position, at)
                VALUES ((SELECT COALESCE(MAX(ordinal), 0) + 1 FROM feed_history), ?, (SELECT position FROM feed_head), ?)
                """, UUID.randomUUID(), transaction.at());
        transaction
                .handle()
                .execute("DELETE FROM feed_history WHERE ordinal <= (SELECT MAX(ordinal) FROM feed_history) - ?", KEPT);
    }

    /** Adds the first row, which is the store itself: all copies of the store have it in common. */
    static void root(WriteTransaction transaction, UUID storeId) {
        transaction
                .handle()
                .execute(
                        "INSERT INTO feed_history (ordinal, id, start_position, at) VALUES (0, ?, 0, ?)",
                        storeId,
                        transaction.at());
    }

    /** Adds the row of an import, and the first row if the export was made by a release without a history. */
    public static void imported(WriteTransaction transaction) {
        boolean isKnown = transaction
                        .handle()
                        .createQuery("SELECT COUNT(*) FROM feed_history")
                        .mapTo(long.class)
                        .one()
                > 0;
        if (!isKnown) {
            root(transaction, StoreIdentity.find(transaction.handle()).orElseThrow());
        }
        begin(transaction);
    }
}
