package banyan.core.database.file;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.jdbi.v3.core.Handle;

/**
 * Lets H2 read the rows of a query one by one, while they are used. Otherwise it first reads all of them, and writes them to a
 * temporary file: of a million rows, the first one arrives after many seconds.
 */
public final class StreamedRows {
    private StreamedRows() {}

    /**
     * Runs a query that reads all its rows. It runs no other statement of this handle meanwhile, and its transaction sees one
     * state of the data (SERIALIZABLE) or has the write lock. With another database than H2, the fetch size of the query has this
     * effect.
     */
    public static void read(Handle handle, Runnable query) {
        try {
            read(handle.getConnection(), query);
        } catch (SQLException e) {
            throw new IllegalStateException("a connection tells which driver it is of", e);
        }
    }

    private static void read(Connection connection, Runnable query) throws SQLException {
        if (!connection.isWrapperFor(JdbcConnection.class)) {
            query.run();
            return;
        }
        var session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
        session.setLazyQueryExecution(true);
        try {
            query.run();
        } finally {
            session.setLazyQueryExecution(false);
        }
    }
}
