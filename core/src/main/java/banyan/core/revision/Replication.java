package banyan.core.revision;

import banyan.core.database.server.SessionSettings;
import org.jdbi.v3.core.Handle;

/** A transaction in which a copy takes over rows of its original, with their revisions. */
public final class Replication {
    private Replication() {}

    /** From here on the database gives this transaction no revisions and records no deletions. */
    public static void begin(Handle handle) {
        handle.execute(
                SessionSettings.isOf(handle)
                        ? "SET LOCAL banyan.replicating = 'on'"
                        : "SET @banyan_replicating = 'on'");
    }

    /** Ends that, where it does not end with the transaction: the connection is used again. */
    public static void end(Handle handle) {
        if (!SessionSettings.isOf(handle)) {
            handle.execute("SET @banyan_replicating = NULL");
        }
    }
}
