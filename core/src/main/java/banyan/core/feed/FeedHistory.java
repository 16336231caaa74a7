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
 * Reads the history of the feed, which {@link banyan.core.store.FeedOrigins} writes. A cursor of a row that is not here, or
 * beyond the start of the next one, belongs to entries that this database never had or has lost.
 */
public final class FeedHistory {
    /** As many as are shown to others. */
    private static final int SHOWN = 100;

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

    /** Whether a cursor belongs to this database. */
    public static boolean has(Handle handle, Feed.Cursor cursor) {
        return standing(handle, cursor).objection(cursor).isEmpty();
    }

    /**
     * Where a cursor stands in this database now.
     *
     * @throws BoardException GONE if it does not belong to it
     */
    static Standing require(Handle handle, Feed.Cursor cursor) {
        var standing = standing(handle, cursor);
        standing.objection(cursor).ifPresent(why -> {
            throw new BoardException(BoardException.Kind.GONE, why + " Begin again after 0.");
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
                .bind("shown", SHOWN)
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
     * The feed as it is, beside a cursor.
     *
     * @param newest null only until a program that knows of it has opened the database
     * @param isKnown whether the cursor's row is there
     * @param bound the last position that this row has, if it is not the newest
     */
    record Standing(@Nullable UUID newest, long head, boolean isKnown, Optional<Long> bound) {
        /** Nothing has been read at 0, of whatever feed. */
        private Optional<String> objection(Feed.Cursor cursor) {
            long last = Math.min(head, bound.orElse(head));
            if (cursor.position() == 0) {
                return Optional.empty();
            }
            if (cursor.feed() != null && !isKnown) {
                return Optional.of("The position " + cursor.position() + " belongs to the feed " + cursor.feed()
                        + ", and this one has other data: they were restored, imported, or are kept elsewhere.");
            }
            return cursor.position() <= last
                    ? Optional.empty()
                    : Optional.of("The position " + cursor.position() + " is beyond " + last
                            + ", the last entry of this feed that it can belong to: the data were restored.");
        }
    }
}
