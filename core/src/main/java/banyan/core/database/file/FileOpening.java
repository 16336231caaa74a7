package banyan.core.database.file;

import banyan.core.database.PrivateFiles;
import banyan.core.database.pool.PoolSettings;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.h2.engine.Database;

/**
 * One opening of a file by H2, and its connection pool. After a failed write H2 closes the file, which then has to be
 * reopened.
 */
final class FileOpening {
    private final Database engine;
    private final HikariDataSource pool;
    private volatile boolean hasFailed;

    private FileOpening(Database engine, HikariDataSource pool) {
        this.engine = engine;
        this.pool = pool;
    }

    static FileOpening of(Path file, String module) throws SQLException, IOException {
        var source = H2Engine.connect(file, H2Engine.FOR_SERVING);
        Compaction.beforeOpening(file, source);
        // The first connection keeps the file open until the pool does: the pool would log a stack trace for a failure.
        try (var first = source.getConnection()) {
            PrivateFiles.protect(file);
            return new FileOpening(H2Engine.of(first), new HikariDataSource(PoolSettings.of(module, source)));
        }
    }

    HikariDataSource pool() {
        return pool;
    }

    /** Records that the file could not be read or written. H2 does not always notice that itself. */
    void recordFailure() {
        hasFailed = true;
    }

    /** Returns whether the file has to be reopened: H2 closes it when a write fails. */
    boolean isBroken() {
        return hasFailed || engine.isClosing() || engine.getStore().getMvStore().isClosed();
    }

    void close() {
        pool.close();
    }

    /** Closes the file without writing to it, even while connections are in use. */
    void abandon() {
        engine.shutdownImmediately();
        pool.close();
    }
}
