package banyan.core.revision;

import banyan.core.BoardException;
import banyan.core.database.server.SessionSettings;
import java.io.IOException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleConsumer;

/** A transaction in which a copy takes over rows of its original, with their revisions. */
public final class Replication implements AutoCloseable {
    /** A copy of everything deletes all rows of a large table in one statement. */
    private static final String ON_SERVER = "SET LOCAL banyan.replicating = 'on'; SET LOCAL statement_timeout = 0";

    private static final String IN_FILE = "SET @banyan_replicating = 'on'";

    private final Handle handle;
    private final boolean isOnServer;

    private Replication(Handle handle, boolean isOnServer) {
        this.handle = handle;
        this.isOnServer = isOnServer;
    }

    /**
     * Runs work that takes over changes. Locks the head first, as writers do.
     *
     * @throws BoardException CONFLICT if the database is not a standby
     */
    @SuppressWarnings("try") // the replication ends, and nothing else
    public static void run(Handle handle, String module, HandleConsumer<IOException> work) throws IOException {
        handle.execute("SELECT position FROM feed_head FOR UPDATE");
        if (DataRole.find(handle).kind() != DataRole.Kind.STANDBY) {
            throw new BoardException(
                    BoardException.Kind.CONFLICT,
                    "The module " + module + " is not a standby here: it takes no changes.");
        }
        long before = WriteRevision.current(handle).revision();
        try (var replication = begin(handle)) {
            work.useHandle(handle);
        }
        DeletionHorizon.forgetSome(handle, before, WriteRevision.current(handle).revision());
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
