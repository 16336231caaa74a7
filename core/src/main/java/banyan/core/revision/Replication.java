package banyan.core.revision;

import banyan.core.database.server.SessionSettings;
import org.jdbi.v3.core.Handle;

/** A transaction in which a copy takes over rows of its original, with their revisions. */
public final class Replication implements AutoCloseable {
    private static final String ON_SERVER = "SET LOCAL banyan.replicating = 'on'";
    private static final String IN_FILE = "SET @banyan_replicating = 'on'";

    private final Handle handle;
    private final boolean isOnServer;

    private Replication(Handle handle, boolean isOnServer) {
        this.handle = handle;
        this.isOnServer = isOnServer;
    }

    /** From here on the database gives this transaction no revisions and records no deletions. */
    public static Replication begin(Handle handle) {
        boolean isOnServer = SessionSettings.isOf(handle);
        handle.execute(isOnServer ? ON_SERVER : IN_FILE);
        return new Replication(handle, isOnServer);
    }

    /** Ends that, where it does not end with the transaction: the connection is used again. */
    @Override
    public void close() {
        if (!isOnServer) {
            handle.execute("SET @banyan_replicating = NULL");
        }
    }
}
