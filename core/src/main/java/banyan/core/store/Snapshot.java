package banyan.core.store;

import banyan.core.database.server.SessionSettings;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/** Reading the whole database as it is at one moment. */
public final class Snapshot {
    private Snapshot() {}

    /** Runs the work in a transaction that reads the state at its first statement, however long the work takes. */
    public static <X extends Exception> void read(Jdbi jdbi, HandleConsumer<X> work) throws X {
        jdbi.useHandle(handle -> handle.useTransaction(level(handle), work));
    }

    /** At the lower level, H2 takes the snapshot of each table only when a statement first names it. */
    private static TransactionIsolationLevel level(Handle handle) {
        return SessionSettings.isOf(handle)
                ? TransactionIsolationLevel.REPEATABLE_READ
                : TransactionIsolationLevel.SERIALIZABLE;
    }
}
