package banyan.core.revision;

import banyan.core.database.server.SessionSettings;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Gives the rows of a module revisions. The database itself does the work, for each statement of each program: no store can
 * forget it, and a module that adds a table does nothing for it.
 *
 * <p>A row gets the revision of the head when it is inserted or updated. A deleted row leaves its table, its key and the
 * revision in {@code deleted_row}. A copy of another database keeps the revisions of its original, see {@link Replication}.
 */
public final class RevisionTracking {
    private RevisionTracking() {}

    /** Returns whether all tables have revisions. */
    public static boolean isComplete(Handle handle) {
        return TrackedTable.all(handle).stream().allMatch(table -> table.hasRevisions(handle))
                && DataRole.isIdentified(handle);
    }

    /**
     * Adds revisions to the tables that have none. Their rows get the revision 1. An interrupted call is completed by the next
     * one.
     */
    public static void complete(Handle handle) {
        if (SessionSettings.isOf(handle)) {
            handle.useTransaction(RevisionTracking::completeOnServer);
        } else {
            without(handle).forEach(table -> FileTracking.add(handle, table));
        }
        DataRole.identify(handle);
    }

    /** The lock makes processes do this in turn: the second one finds nothing to do. */
    private static void completeOnServer(Handle transaction) {
        transaction.execute("SELECT pg_advisory_xact_lock(hashtext('banyan ' || current_schema()))");
        var tables = without(transaction);
        if (!tables.isEmpty()) {
            ServerTracking.add(transaction, tables);
        }
    }

    private static List<TrackedTable> without(Handle handle) {
        return TrackedTable.all(handle).stream()
                .filter(table -> !table.hasRevisions(handle))
                .toList();
    }
}
