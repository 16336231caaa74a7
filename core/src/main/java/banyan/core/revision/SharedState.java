package banyan.core.revision;

import banyan.core.DataState;
import banyan.core.database.server.SessionSettings;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The state of a database on a server, which other processes can change. A server that lost commits, after a failover or a
 * restore, may give their revisions again: it has started at another time.
 *
 * @param revision of the last write transaction
 * @param origin of this and some earlier revisions
 * @param serverStart when the server has started
 */
public record SharedState(long revision, Optional<UUID> origin, OffsetDateTime serverStart) implements DataState {
    /** Reads the state; empty in an embedded database. */
    public static Optional<DataState> find(Handle handle) {
        if (!SessionSettings.isOf(handle)) {
            return Optional.empty();
        }
        return Optional.of(handle.createQuery("""
                        SELECT revision, pg_postmaster_start_time(),
                            (SELECT id FROM revision_history ORDER BY ordinal DESC LIMIT 1)
                        FROM feed_head
                        """)
                .map((row, context) -> new SharedState(
                        row.getLong(1),
                        Optional.ofNullable(row.getObject(3, UUID.class)),
                        row.getObject(2, OffsetDateTime.class)))
                .one());
    }
}
