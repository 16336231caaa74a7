package banyan.core.store;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.h2.engine.Database;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.jdbcx.JdbcDataSource;

/**
 * A file as H2 has it open once, and the pool of connections to it. After one failed write H2 closes it, and only another
 * opening can use it.
 */
final class FileOpening {
    /** Where it writes over what it needs no more, H2 does not always find its last commits again after it was killed. */
    static final String FOR_SERVING = ";WRITE_DELAY=0;REUSE_SPACE=FALSE";

    private final Database engine;
    private final HikariDataSource pool;
    private volatile boolean isDoubted;

    private FileOpening(Database engine, HikariDataSource pool) {
        this.engine = engine;
        this.pool = pool;
    }

    /** Opens it as it is. */
    static FileOpening of(Path file, String module) throws SQLException, IOException {
        var source = source(file, FOR_SERVING);
        Compaction.beforeOpening(file, source);
        // The first connection keeps it open until the pool does, which would log a failure of its own with a trace.
        try (var first = source.getConnection()) {
            OwnerOnly.protect(file);
            return new FileOpening(engine(first), new HikariDataSource(Pool.of(module, source)));
        }
    }

    /** Connections to a file, each the first one of it or beside others. The last one that is closed closes it. */
    static DataSource source(Path file, String settings) {
        var source = new JdbcDataSource();
        var name = file.toString().replaceFirst("\\.mv\\.db$", "");
        source.setURL("jdbc:h2:file:" + name + ";DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0" + settings);
        source.setUser("sa");
        return source;
    }

    static Database engine(Connection connection) throws SQLException {
        return ((SessionLocal) connection.unwrap(JdbcConnection.class).getSession()).getDatabase();
    }

    HikariDataSource pool() {
        return pool;
    }

    /** It could not be read or written: H2 does not notice each time that it cannot go on with it. */
    void doubt() {
        isDoubted = true;
    }

    /** Whether it is of no more use: H2 closes it when it could not write. */
    boolean isBroken() {
        return isDoubted || engine.isClosing() || engine.getStore().getMvStore().isClosed();
    }

    void close() {
        pool.close();
    }

    /** Leaves the file as it is now, whoever uses it. */
    void abandon() {
        engine.shutdownImmediately();
        pool.close();
    }
}
