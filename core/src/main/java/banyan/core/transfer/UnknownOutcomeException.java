package banyan.core.transfer;

import banyan.core.database.SqlState;
import org.jdbi.v3.core.JdbiException;

/** The database was lost while it committed: nobody knows whether it has. */
final class UnknownOutcomeException extends JdbiException {
    private static final long serialVersionUID = 1;

    private UnknownOutcomeException(JdbiException cause) {
        super(cause);
    }

    /** What a database that is still there says of a commit is certain: it has taken it back. */
    static JdbiException of(JdbiException failure) {
        return SqlState.isUnavailable(failure) ? new UnknownOutcomeException(failure) : failure;
    }
}
