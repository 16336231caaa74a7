package banyan.core.database.file;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.h2.engine.Database;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.jdbcx.JdbcDataSource;

/** Access to H2: connections to a file, and the engine behind a connection. */
final class H2Engine {
    /** Without reuse of free space: with it, H2 does not always find its last commits after a kill. */
    static final String FOR_SERVING = ";WRITE_DELAY=0;REUSE_SPACE=FALSE";

    /**
     * Without a write at each commit. For a file that no one uses before {@link #WRITE} and a clean close: each statement
     * on a table is a commit of its own.
     */
    static final String FOR_CHANGE = ";WRITE_DELAY=600000;REUSE_SPACE=FALSE";

    /** Writes all commits. Unlike a close, it fails if that fails. */
    static final String WRITE = "SET WRITE_DELAY 0; CHECKPOINT";

    private H2Engine() {}

    /** Returns connections to a file. The first one opens the file, and closing the last one closes it. */
    static DataSource connect(Path file, String settings) {
        var source = new JdbcDataSource();
        var name = file.toString().replaceFirst("\\.mv\\.db$", "");
        source.setURL("jdbc:h2:file:" + name + ";DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0" + settings);
        source.setUser("sa");
        return source;
    }

    static Database of(Connection connection) throws SQLException {
        return ((SessionLocal) connection.unwrap(JdbcConnection.class).getSession()).getDatabase();
    }
}
