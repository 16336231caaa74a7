package banyan.core.transfer.export;

import banyan.core.database.SqlState;
import org.jdbi.v3.core.JdbiException;

/** The connection broke during the commit, so its outcome is unknown. */
final class UnknownOutcomeException extends JdbiException {
    private static final long serialVersionUID = 1;

    private UnknownOutcomeException(JdbiException cause) {
        super(cause);
    }

    /** Returns an exception for a failed commit. If the database still responds, it has certainly rolled back. */
    static JdbiException of(JdbiException failure) {
        return SqlState.isUnavailable(failure) ? new UnknownOutcomeException(failure) : failure;
    }
}
