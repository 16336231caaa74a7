package banyan.core.store;

import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Writes the history of the revisions: a row before the first write after each opening, each change of the home and each import.
 * The revisions from the row's own belong to it. A database that lost revisions, such as after a restore, and gave their numbers
 * again, differs in these rows from a copy that has the lost ones.
 */
public final class RevisionOrigins implements WriteTransaction.Listener {
    /** The maximum number of rows. A standby whose row is deleted has to copy all data again. */
    private static final int KEPT = 1_000;

    /** The epoch of the home in which this process has added a row; 0 without one. */
    private volatile long originEpoch;

    @Override
    public void begun(WriteTransaction transaction) {
        if (originEpoch != transaction.epoch()) {
            begin(transaction.handle());
            transaction.afterCommit(() -> originEpoch = transaction.epoch());
        }
    }

    /** Adds a row, which the revisions from this transaction's on belong to. */
    public static void begin(Handle handle) {
        handle.execute("""
                INSERT INTO revision_history (ordinal, id)
                VALUES ((SELECT COALESCE(MAX(ordinal), 0) + 1 FROM revision_history), ?)
                """, UUID.randomUUID());
        handle.execute(
                "DELETE FROM revision_history WHERE ordinal <= (SELECT MAX(ordinal) FROM revision_history) - ?", KEPT);
    }
}
