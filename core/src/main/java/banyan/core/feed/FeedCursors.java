package banyan.core.feed;

import banyan.core.Feed;
import banyan.core.store.WriteTransaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The table of this module's cursors in the feeds that it follows. */
public final class FeedCursors {
    /** The state of a feed that was never followed. */
    public static final State NEW = new State(Feed.Cursor.START, 0, false);

    /**
     * The state of one followed feed.
     *
     * @param cursor the last applied entry
     * @param replay the number of restarts from the start of the feed
     * @param isReplaying whether a replay has not finished, so that unconfirmed rows remain
     */
    public record State(Feed.Cursor cursor, long replay, boolean isReplaying) {
        public State at(Feed.Cursor next) {
            return new State(next, replay, isReplaying);
        }

        public State restarted() {
            return new State(Feed.Cursor.START, replay + 1, true);
        }

        State finished() {
            return new State(cursor, replay, false);
        }
    }

    private FeedCursors() {}

    public static State find(Handle handle, String feed) {
        return handle.createQuery("""
                        SELECT feed_id, position, replay, is_replaying FROM feed_cursor WHERE feed = :feed
                        """)
                .bind("feed", feed)
                .map(FeedCursors::state)
                .findOne()
                .orElse(NEW);
    }

    /** Writes the next state, unless another process has changed it since this one read it. */
    public static boolean replace(WriteTransaction transaction, String feed, State known, State next) {
        if (!find(transaction.handle(), feed).equals(known)) {
            return false;
        }
        int replaced = write(transaction, feed, next, """
                UPDATE feed_cursor SET feed_id = CAST(:feedId AS UUID), position = :position, replay = :replay,
                is_replaying = :isReplaying WHERE feed = :feed
                """);
        if (replaced == 0) {
            write(transaction, feed, next, """
                    INSERT INTO feed_cursor (feed, feed_id, position, replay, is_replaying)
                    VALUES (:feed, CAST(:feedId AS UUID), :position, :replay, :isReplaying)
                    """);
        }
        return true;
    }

    private static int write(WriteTransaction transaction, String feed, State state, String sql) {
        return transaction
                .handle()
                .createUpdate(sql)
                .bind("feed", feed)
                .bindByType("feedId", state.cursor().feed(), UUID.class)
                .bind("position", state.cursor().position())
                .bind("replay", state.replay())
                .bind("isReplaying", state.isReplaying())
                .execute();
    }

    private static State state(ResultSet row, StatementContext context) throws SQLException {
        return new State(
                new Feed.Cursor(row.getObject("feed_id", UUID.class), row.getLong("position")),
                row.getLong("replay"),
                row.getBoolean("is_replaying"));
    }
}
