package banyan.core.revision;

import banyan.core.database.StoreException;
import banyan.core.database.server.SessionSettings;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Gives the rows of a module revisions. The database itself does the work, for each statement of each program: no store can
 * forget it, and a module that adds a table does nothing for it.
 *
 * <p>A row gets the revision of the head when it is inserted or updated. A deleted row, or one whose key changed, leaves its
 * table, its key and the revision in {@code deleted_row}. A copy of another database keeps the revisions of its original,
 * see {@link Replication}.
 */
public final class RevisionTracking {
    private RevisionTracking() {}

    /** Returns whether all tables have revisions. */
    public static boolean isComplete(Handle handle) {
        return without(trackedTables(handle), TrackedTable.all(handle)).isEmpty() && DataRole.isIdentified(handle);
    }

    /**
     * Prepares the database for migrations, which {@link #complete} ends. On H2 it removes the triggers: H2 copies a table to
     * alter it, and a trigger would keep the name of the copy and the places of its columns.
     *
     * @return the names of the tables that have revisions already
     */
    public static Set<String> suspend(Handle handle) {
        var tracked = trackedTables(handle);
        if (!SessionSettings.isOf(handle)) {
            tracked.forEach(table -> FileTracking.suspend(handle, table));
        }
        return tracked;
    }

    /**
     * Begins a transaction of a migration. A migration is no write of the module: it runs at each database, also where the
     * module must not write, and gives no revisions. It has the lock of the writers, which they take first too.
     */
    public static void beginMigration(Handle handle) {
        if (SessionSettings.isOf(handle) && has(handle, "feed_head")) {
            handle.execute("SELECT position FROM feed_head FOR UPDATE");
            Replication.begin(handle);
        }
    }

    /** Ends it: what it changed is known to no copy that was made before. */
    public static void endMigration(Handle handle) {
        if (has(handle, "deletion_horizon")) {
            DeletionHorizon.migrated(handle);
        }
    }

    private static boolean has(Handle handle, String table) {
        return handle.select("""
                        SELECT COUNT(*) FROM information_schema.tables
                        WHERE table_schema = CURRENT_SCHEMA AND LOWER(table_name) = ?
                        """, table).mapTo(int.class).one() > 0;
    }

    /**
     * Adds revisions to the tables that have none. Their rows get the revision 1.
     *
     * @param tracked the names of the tables that had revisions before the migrations
     * @throws StoreException if a table of the module cannot have revisions
     */
    public static void complete(Handle handle, Set<String> tracked) {
        if (SessionSettings.isOf(handle)) {
            handle.useTransaction(RevisionTracking::completeOnServer);
        } else {
            var all = TrackedTable.all(handle);
            var added = without(tracked, all);
            requireTrackable(handle, added);
            FileTracking.complete(handle, added, all);
        }
        DataRole.identify(handle);
    }

    /** The lock makes processes do this in turn: the second one finds nothing to do. */
    private static void completeOnServer(Handle transaction) {
        transaction.execute("SELECT pg_advisory_xact_lock(hashtext('banyan ' || current_schema()))");
        var tables = without(trackedTables(transaction), TrackedTable.all(transaction));
        requireTrackable(transaction, tables);
        ServerTracking.add(transaction, tables);
    }

    /** The first trigger of each table exists only if all else was done. */
    private static Set<String> trackedTables(Handle handle) {
        return handle.select("""
                        SELECT DISTINCT LOWER(event_object_table) FROM information_schema.triggers
                        WHERE event_object_schema = CURRENT_SCHEMA AND LOWER(trigger_name) LIKE ?
                        """, TrackedTable.STAMP + "%").mapTo(String.class).set();
    }

    private static List<TrackedTable> without(Set<String> tracked, List<TrackedTable> all) {
        return all.stream().filter(table -> !tracked.contains(table.name())).toList();
    }

    private static void requireTrackable(Handle handle, List<TrackedTable> tables) {
        var named = tables.isEmpty() ? Set.<String>of() : TrackedTable.withRevisionColumn(handle);
        for (var table : tables) {
            if (named.contains(table.name())) {
                throw new StoreException("The table " + table.name() + " has a column named " + TrackedTable.REVISION
                        + ", but the board adds a column of that name to each table: give the column another name");
            }
            if (table.key().isEmpty() && table.rows(handle) > 1) {
                throw new StoreException(
                        "The table " + table.name()
                                + " has no primary key and more than one row, so that a copy could not tell its rows apart: give it a primary key");
            }
        }
    }
}
