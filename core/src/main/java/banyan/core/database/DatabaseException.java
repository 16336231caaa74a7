package banyan.core.database;

import banyan.core.FatalError;
import java.util.Objects;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementException;

/**
 * A statement failed because of a bug in this program. The message says where and why, without values: exceptions of
 * the database and its driver contain values of rows, so they are not a cause, which the log would show.
 */
public final class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private DatabaseException(String message) {
        super(message);
    }

    public static DatabaseException of(JdbiException failure) {
        FatalError.check(failure); // the cause is lost after this
        var safe = new DatabaseException(SqlState.reason(failure) + statement(failure));
        safe.setStackTrace(failure.getStackTrace());
        return safe;
    }

    /** Returns the statement as in the source: with parameters, not with values. */
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
