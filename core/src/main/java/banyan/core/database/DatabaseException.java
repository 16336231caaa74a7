package banyan.core.database;

import banyan.core.FatalError;
import java.util.Objects;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementException;

/**
 * A statement failed for a reason that is this program's. Says where and why without any value: what the database and
 * its driver say of rows stays out of the log, which their exceptions, as causes, would bring back.
 */
public final class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private DatabaseException(String message) {
        super(message);
    }

    public static DatabaseException of(JdbiException failure) {
        FatalError.check(failure); // nobody sees the cause after this
        var safe = new DatabaseException(SqlState.reason(failure) + statement(failure));
        safe.setStackTrace(failure.getStackTrace());
        return safe;
    }

    /** As it stands in the program: with parameters, not with values. */
    private static String statement(JdbiException failure) {
        if (failure instanceof StatementException statement && statement.getStatementContext() != null) {
            var sql = statement.getStatementContext().getRawSql();
            return ": "
                    + Objects.requireNonNullElse(sql, "no statement")
                            .replaceAll("\\s+", " ")
                            .strip();
        }
        return "";
    }
}
