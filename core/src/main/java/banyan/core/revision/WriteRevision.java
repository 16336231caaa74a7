package banyan.core.revision;

import banyan.core.database.server.SessionSettings;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * The head of the feed, locked by this transaction.
 *
 * @param position the position of the last entry
 * @param revision the number of this transaction: increasing, without gaps among those that commit
 */
public record WriteRevision(long position, long revision) {
    private static final String NEXT = "UPDATE feed_head SET revision = revision + 1";

    /** Returns the last position and revision that were committed, as this transaction sees them. */
    public static WriteRevision current(Handle handle) {
        return handle.createQuery("SELECT position, revision FROM feed_head")
                .map(WriteRevision::of)
                .one();
    }

    /** Locks the head, which orders the writers of all processes, and takes the next revision. */
    public static WriteRevision next(Handle handle) {
        var statement = SessionSettings.isOf(handle)
                ? NEXT + " RETURNING position, revision"
                : "SELECT position, revision FROM FINAL TABLE (" + NEXT + ")";
        return handle.createQuery(statement).map(WriteRevision::of).one();
    }

    private static WriteRevision of(ResultSet row, StatementContext context) throws SQLException {
        return new WriteRevision(row.getLong("position"), row.getLong("revision"));
    }
}
