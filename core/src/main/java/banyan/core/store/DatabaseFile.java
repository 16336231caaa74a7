package banyan.core.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcDataSource;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * One module's H2 database in a file, and the pool of connections to it. Only one process can have it open.
 *
 * <p>Written without delay: what was committed survives the death of the process.
 */
public final class DatabaseFile implements AutoCloseable {
    private static final int CONNECTIONS = 8;
    private static final long PATIENCE_MS = 5_000;

    private final HikariDataSource pool;

    private DatabaseFile(HikariDataSource pool) {
        this.pool = pool;
    }

    /**
     * Opens the file, or makes it. One that cannot be used is left as it is.
     *
     * @param folder exists and can be written
     * @param module gives the file its name
     * @throws StoreException if the file is in use, damaged, of a newer version, or cannot be written
     */
    public static DatabaseFile open(Path folder, String module) {
        var file = folder.resolve(module + ".mv.db").toAbsolutePath();
        try {
            if (Files.exists(file)) {
                check(file);
            }
            return new DatabaseFile(pool(file, module));
        } catch (StoreException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw explained(file, e);
        }
    }

    /** Gives connections, 8 at most, and keeps one waiting for 5 s at most. */
    public DataSource dataSource() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
    }

    /** Looks at the file without writing to it: opened for writing, even a refused one would be changed by H2. */
    private static void check(Path file) throws IOException {
        if (!Files.isRegularFile(file) || !Files.isWritable(file)) {
            throw new StoreException(file + " is not a file that this user can write");
        }
        if (FileCheck.isCutShort(file)) {
            throw damaged(file, null);
        }
        try (var handle = Jdbi.create(source(file, ";ACCESS_MODE_DATA=r;LAZY_QUERY_EXECUTION=1"))
                .open()) {
            Migrations.refuseNewer(handle, file.toString());
            FileCheck.readThrough(file, handle);
        }
    }

    private static HikariDataSource pool(Path file, String module) {
        var config = new HikariConfig();
        config.setPoolName(module);
        config.setDataSource(source(file, ";WRITE_DELAY=0"));
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(PATIENCE_MS);
        return new HikariDataSource(config);
    }

    private static DataSource source(Path file, String settings) {
        var source = new JdbcDataSource();
        var name = file.toString().replaceFirst("\\.mv\\.db$", "").replace(";", "\\;");
        source.setURL("jdbc:h2:file:" + name + ";DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0" + settings);
        source.setUser("sa");
        return source;
    }

    private static StoreException explained(Path file, Exception failure) {
        return switch (errorCode(failure).orElse(0)) {
            case ErrorCode.DATABASE_ALREADY_OPEN_1 ->
                new StoreException(
                        file + " is in use by another process: stop that one, or give this one other data with --data",
                        failure);
            case ErrorCode.FILE_VERSION_ERROR_1 ->
                new StoreException(
                        file + " was written by a newer version of H2; nothing was changed; start the newer program",
                        failure);
            default -> damaged(file, failure);
        };
    }

    private static StoreException damaged(Path file, @Nullable Exception failure) {
        return new StoreException(
                file
                        + " is damaged, or not a database; nothing was changed; put a backup in its place, or move it away to start anew",
                failure);
    }

    private static Optional<Integer> errorCode(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return Optional.of(sql.getErrorCode());
            }
        }
        return Optional.empty();
    }
}
