package banyan.core.revision;

import banyan.core.DataState;
import banyan.core.database.server.SessionSettings;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The state of a database on a server, which other processes can change. A revision can be given again, with other changes:
 * after a restore, by another transaction; after a failover that lost commits, by a server that has started at another time.
 *
 * @param revision of the last write transaction
 * @param transaction the id that the server gave to the last one
 * @param serverStart when the server has started
 */
public record SharedState(long revision, long transaction, OffsetDateTime serverStart) implements DataState {
    /** Reads the state; empty in an embedded database. */
    public static Optional<DataState> find(Handle handle) {
        if (!SessionSettings.isOf(handle)) {
            return Optional.empty();
        }
        return Optional.of(handle.createQuery("""
                        SELECT revision, xmin::text::bigint, pg_postmaster_start_time() FROM feed_head
                        """)
                .map((row, context) ->
                        new SharedState(row.getLong(1), row.getLong(2), row.getObject(3, OffsetDateTime.class)))
                .one());
    }
}
