package banyan.core.revision;

import banyan.core.database.server.SessionSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * The ids that a copy generates once it is the home. Rows of a copy bring their ids, and the database does not count those. So
 * it notes the largest ids after each replication, also those of deleted items, which the feed still has, and continues after
 * them when it becomes the home. A change of a table for each replication would make H2 prepare all statements again.
 */
public final class NextIds {
    /** The largest id of each table that generates ids, up to the revision. */
    private final Map<String, Long> largest = new HashMap<>();

    /** The revision up to which the rows were read: 0 before the first call, which reads all rows. */
    private long revision;

    /** Forgets the ids: all rows were replaced, maybe by those of a home that was restored. */
    public synchronized void forget() {
        revision = 0;
    }

    /** Notes the ids of the rows that were changed since the last call. */
    public synchronized void note(Handle handle) {
        long reached = WriteRevision.current(handle).revision();
        if (reached > revision) {
            if (revision == 0) {
                largest.clear();
                identities(handle).forEach(table -> largest.put(table, 0L));
            }
            long ofFeed = largest(handle, "feed");
            largest.replaceAll((table, known) -> Math.max(known, Math.max(ofFeed, largest(handle, table))));
            revision = reached;
        }
    }

    /** Raises the next ids of all tables. Not in a transaction: on H2, this commits it. */
    public synchronized void raise(Handle handle) {
        note(handle);
        largest.forEach((table, id) -> {
            if (SessionSettings.isOf(handle)) {
                raiseOnServer(handle, table, id);
            } else {
                raiseInFile(handle, table, id);
            }
        });
    }

    /** Reads along the index of revisions, which the offset makes PostgreSQL use. */
    private long largest(Handle handle, String table) {
        var query = revision == 0
                ? handle.select("SELECT COALESCE(MAX(id), 0) FROM " + table)
                : handle.select(
                        "SELECT COALESCE(MAX(id), 0) FROM (SELECT id FROM " + table
                                + " WHERE revision > ? OFFSET 0) changed",
                        revision);
        return query.mapTo(long.class).one();
    }

    /** A sequence that nobody has used gives its last value itself. */
    private static void raiseOnServer(Handle handle, String table, long largest) {
        var sequence = handle.select("SELECT pg_get_serial_sequence(?, 'id')", table)
                .mapTo(String.class)
                .one();
        handle.select(
                        "SELECT setval(CAST(? AS regclass), ?) FROM " + sequence
                                + " WHERE last_value < ? OR (last_value = ? AND NOT is_called)",
                        sequence,
                        largest,
                        largest,
                        largest)
                .mapTo(Long.class)
                .list();
    }

    private static void raiseInFile(Handle handle, String table, long largest) {
        long next = handle.select("""
                        SELECT identity_base FROM information_schema.columns
                        WHERE table_schema = CURRENT_SCHEMA AND LOWER(table_name) = ? AND LOWER(column_name) = 'id'
                        """, table).mapTo(long.class).one();
        if (next <= largest) {
            handle.execute("ALTER TABLE " + table + " ALTER COLUMN id RESTART WITH " + (largest + 1));
        }
    }

    private static List<String> identities(Handle handle) {
        return handle.select("""
                        SELECT LOWER(table_name) FROM information_schema.columns
                        WHERE table_schema = CURRENT_SCHEMA AND LOWER(column_name) = 'id' AND is_identity = 'YES'
                        """).mapTo(String.class).list();
    }
}
