package banyan.core.feed;

import banyan.core.BoardException;
import banyan.core.Feed;
import banyan.core.Lineage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * Reads the history of the feed, which {@link banyan.core.store.FeedOrigins} writes. A cursor of an unknown row, or
 * beyond the start of the next row, belongs to entries that this database never had or has lost.
 */
public final class FeedHistory {
    /** The maximum number of origins in a lineage. */
    private static final int MAX_ORIGINS = 100;

    private FeedHistory() {}

    public static Lineage lineage(Handle handle) {
        return handle.createQuery("SELECT s.id, h.position FROM store s CROSS JOIN feed_head h")
                .map((row, context) ->
                        new Lineage(row.getObject("id", UUID.class), row.getLong("position"), origins(handle)))
                .one();
    }

    public static UUID newest(Handle handle) {
        return handle.select("SELECT id FROM feed_history ORDER BY ordinal DESC LIMIT 1")
                .mapTo(UUID.class)
                .one();
    }

    /** Returns whether a cursor belongs to this database. */
    public static boolean has(Handle handle, Feed.Cursor cursor) {
        return standing(handle, cursor).objection(cursor).isEmpty();
    }

    /**
     * Returns the feed beside a cursor.
     *
     * @throws BoardException GONE if the cursor does not belong to this database
     */
    static Standing require(Handle handle, Feed.Cursor cursor) {
        var standing = standing(handle, cursor);
        standing.objection(cursor).ifPresent(why -> {
            throw new BoardException(BoardException.Kind.GONE, why + " Read the feed again from position 0.");
        });
        return standing;
    }

    private static Standing standing(Handle handle, Feed.Cursor cursor) {
        return handle.createQuery("""
                        SELECT head.position, newest.id AS newest, own.ordinal,
                            (SELECT MIN(start_position) FROM feed_history WHERE ordinal > own.ordinal) AS bound
                        FROM feed_head head
                        LEFT JOIN feed_history newest ON newest.ordinal = (SELECT MAX(ordinal) FROM feed_history)
                        LEFT JOIN feed_history own ON own.id = CAST(:feed AS UUID)
                        """)
                .bindByType("feed", cursor.feed(), UUID.class)
                .map(FeedHistory::standing)
                .one();
    }

    private static List<Lineage.Origin> origins(Handle handle) {
        return handle.createQuery("SELECT id, start_position FROM feed_history ORDER BY ordinal DESC LIMIT :shown")
                .bind("shown", MAX_ORIGINS)
                .map((row, context) ->
                        new Lineage.Origin(row.getObject("id", UUID.class), row.getLong("start_position")))
                .list();
    }

    private static Standing standing(ResultSet row, StatementContext context) throws SQLException {
        return new Standing(
                row.getObject("newest", UUID.class),
                row.getLong("position"),
                row.getObject("ordinal") != null,
                Optional.ofNullable(row.getObject("bound", Long.class)));
    }

    /**
     * The state of the feed beside a cursor.
     *
     * @param newest null until a program that writes the history has opened the database
     * @param isKnown whether the history has the cursor's row
     * @param bound the last position of that row, if it is not the newest
     */
    record Standing(@Nullable UUID newest, long head, boolean isKnown, Optional<Long> bound) {
        /** Returns why the cursor does not belong to this feed. A cursor at 0 belongs to any feed. */
        private Optional<String> objection(Feed.Cursor cursor) {
            long last = Math.min(head, bound.orElse(head));
            if (cursor.position() == 0) {
                return Optional.empty();
            }
            if (cursor.feed() != null && !isKnown) {
                return Optional.of(
                        "Position " + cursor.position() + " belongs to the feed " + cursor.feed()
                                + ", but this feed has other data, such as after a restore, an import or a change of the database.");
            }
            return cursor.position() <= last
                    ? Optional.empty()
                    : Optional.of("Position " + cursor.position() + " is beyond " + last
                            + ", the last entry that this feed has of it: the data was restored.");
        }
    }
}
