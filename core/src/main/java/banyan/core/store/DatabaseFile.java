package banyan.core.store;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One module's H2 database in a file, and the pool of connections to it. Only one process can have it open.
 *
 * <p>Written without delay: what was committed survives the death of the process.
 */
public final class DatabaseFile implements Connections {
    /** Where it writes over what it needs no more, H2 does not always find its last commits again after it was killed. */
    private static final String FOR_WRITING = ";WRITE_DELAY=0;REUSE_SPACE=FALSE";

    /** What H2 takes for the end of a name, and for a slash. */
    private static final Pattern UNSPEAKABLE = Pattern.compile("[;\\\\]");

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseFile.class);

    private final Path file;
    private final HikariDataSource pool;

    private DatabaseFile(Path file, HikariDataSource pool) {
        this.file = file;
        this.pool = pool;
    }

    /** Whether the folder has a file for the module. */
    public static boolean isIn(Path folder, String module) {
        return Files.exists(path(folder, module));
    }

    private static Path path(Path folder, String module) {
        return folder.resolve(module + ".mv.db").toAbsolutePath();
    }

    /**
     * Opens the file, or makes it. One that cannot be used is left as it is.
     *
     * @param folder exists and can be written
     * @param module gives the file its name
     * @throws StoreException if the file is in use, damaged, of a newer version, or cannot be written
     */
    public static DatabaseFile open(Path folder, String module) {
        var file = path(folder, module);
        if (UNSPEAKABLE.matcher(file.toString()).find()) {
            throw new StoreException(file + " has a ; or \\ in its path, which H2 cannot open: give another --data");
        }
        try {
            if (Files.exists(file)) {
                check(file);
            }
        } catch (StoreException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw explained(file, e, damaged(file, e));
        }
        try {
            Compaction.beforeOpening(file, source(file, FOR_WRITING));
            // The first connection keeps it open until the pool does, which would log a failure of its own with a
            // trace.
            return Statements.over(source(file, FOR_WRITING))
                    .withHandle(first ->
                            new DatabaseFile(file, new HikariDataSource(Pool.of(module, source(file, FOR_WRITING)))));
        } catch (IOException | SQLException | RuntimeException e) {
            throw explained(file, e, new StoreException(file + " cannot be written: " + SqlState.reason(e), e));
        }
    }

    @Override
    public DataSource dataSource() {
        return pool;
    }

    @Override
    public PoolUse use() {
        return PoolUse.of(pool);
    }

    @Override
    public void close() {
        try {
            Compaction.beforeClosing(file, pool);
        } catch (IOException | SQLException e) {
            LOG.warn("{} could not be compacted; its next start tries again: {}", file, e.getMessage());
        } finally {
            pool.close();
        }
    }

    /** Looks at the file without writing to it: opened for writing, even a refused one would be changed by H2. */
    private static void check(Path file) throws IOException {
        if (!Files.isRegularFile(file) || !Files.isWritable(file)) {
            throw new StoreException(file + " is not a file that this user can write");
        }
        if (FileCheck.isCutShort(file)) {
            throw damaged(file, null);
        }
        int tables;
        try (var handle = Statements.over(source(file, ";ACCESS_MODE_DATA=r;LAZY_QUERY_EXECUTION=1"))
                .open()) {
            Migrations.refuseNewer(handle, file.toString());
            FileCheck.readThrough(file, handle);
            tables = FileCheck.tables(handle);
        }
        if (FileCheck.wouldLose(file, tables)) {
            throw damaged(file, null);
        }
    }

    private static DataSource source(Path file, String settings) {
        var source = new JdbcDataSource();
        var name = file.toString().replaceFirst("\\.mv\\.db$", "");
        source.setURL("jdbc:h2:file:" + name + ";DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0" + settings);
        source.setUser("sa");
        return source;
    }

    private static StoreException explained(Path file, Exception failure, StoreException otherwise) {
        return switch (SqlState.failure(failure).map(SQLException::getErrorCode).orElse(0)) {
            case ErrorCode.DATABASE_ALREADY_OPEN_1 ->
                new StoreException(
                        file + " is in use by another process: stop that one, or give this one other data with --data",
                        failure);
            case ErrorCode.FILE_VERSION_ERROR_1 ->
                new StoreException(
                        file + " was written by a newer version of H2; nothing was changed; start the newer program",
                        failure);
            default -> otherwise;
        };
    }

    private static StoreException damaged(Path file, @Nullable Exception failure) {
        return new StoreException(
                file
                        + " is damaged, or not a database; nothing was changed; put a backup in its place, or move it away to start anew",
                failure);
    }
}
