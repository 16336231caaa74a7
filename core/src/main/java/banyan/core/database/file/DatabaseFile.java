package banyan.core.database.file;

import banyan.core.database.ConnectionPool;
import banyan.core.database.DatabaseControl;
import banyan.core.database.PoolUsage;
import banyan.core.database.PrivateFiles;
import banyan.core.database.SqlState;
import banyan.core.database.StoreException;
import banyan.core.database.pool.PoolSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The H2 database of one module in a file, and its connection pool. Only one process can have the file open.
 *
 * <p>H2 writes each commit to the file at once, so commits survive the death of the process.
 */
public final class DatabaseFile implements ConnectionPool, DatabaseControl {
    /** The SQLSTATE of a connection failure. */
    private static final String CLOSED = "08006";

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseFile.class);

    private final Path file;
    private final String module;
    private final DataSource source = new FileDataSource(this::connection, this);
    private final DiskSpace space;
    private volatile @Nullable FileOpening opening;

    private DatabaseFile(Path file, String module) {
        this.file = file;
        this.module = module;
        space = new DiskSpace(file);
    }

    /** Returns whether the folder has a file for the module. */
    public static boolean isIn(Path folder, String module) {
        return Files.exists(FileLocation.of(folder, module));
    }

    /**
     * Opens the file if it exists; {@link #change} creates a new one. A file that cannot be used stays unchanged.
     *
     * @param folder exists and can be written
     * @param module gives the file its name
     * @throws StoreException if the file is in use, damaged, of a newer version, or cannot be written
     */
    public static DatabaseFile open(Path folder, String module) {
        var file = FileLocation.resolve(FileLocation.of(folder, module));
        var opened = new DatabaseFile(file, module);
        if (StartCheck.isUsable(file)) {
            opened.reopen();
        }
        return opened;
    }

    private void reopen() {
        try {
            opening = FileOpening.of(file, module);
        } catch (StoreException e) {
            throw e;
        } catch (IOException | SQLException | RuntimeException e) {
            throw FileError.of(file, e, new StoreException(file + " cannot be written: " + SqlState.reason(e), e));
        }
    }

    /**
     * Changes a copy of the file, or a new file, which then replaces the file. If the process ends at any time, the
     * file is in its old state or in its new state. If the work fails, the file stays unchanged. There are no
     * connections meanwhile.
     */
    @Override
    public synchronized void change(Predicate<DataSource> isDone, Consumer<DataSource> work) {
        var before = opening;
        if (before != null && isDone.test(before.pool())) {
            return;
        }
        boolean isNew = before == null || LeftoverTables.isOne(file, before.pool());
        if (before != null) {
            opening = null;
            before.close();
        }
        replace(isNew, work);
        reopen();
    }

    private void replace(boolean isNew, Consumer<DataSource> work) {
        try (var next = ReplacementFile.beside(file)) {
            if (isNew) {
                next.createEmpty();
            } else {
                next.copy();
            }
            run(work, next.path(), isNew ? "SHUTDOWN COMPACT" : "SHUTDOWN");
            PrivateFiles.restrict(next.path());
            next.publish();
        } catch (IOException | SQLException e) {
            throw FileError.unchanged(file, e);
        }
    }

    /**
     * Runs the work. A new file is compacted, so that it has no older state without data that H2 could open after
     * damage.
     */
    private static void run(Consumer<DataSource> work, Path file, String shutdown) throws SQLException {
        var source = H2Engine.connect(file, H2Engine.FOR_CHANGE);
        try (var first = source.getConnection();
                var statement = first.createStatement()) {
            work.accept(source);
            statement.execute(H2Engine.WRITE);
            statement.execute(shutdown);
        }
    }

    private Connection connection() throws SQLException {
        var current = opening;
        if (current == null || current.isBroken()) {
            throw new SQLTransientConnectionException(file + " is not open now", CLOSED);
        }
        return current.pool().getConnection();
    }

    /**
     * Returns why the file cannot be used. A failed write also ends reads until the file is reopened, so a full disk is
     * reported before a write fails.
     */
    @Override
    public Optional<String> failureReason() {
        var current = opening;
        return current != null && current.isBroken()
                ? Optional.of(file + " could not be read or written, and has to be reopened")
                : space.shortage();
    }

    @Override
    public @Nullable Object exclusiveOpening() {
        var current = opening;
        return current == null || current.isBroken() ? null : current;
    }

    @Override
    public boolean isBroken(Throwable failure) {
        boolean isFileFailure = FileFailure.is(failure);
        var current = opening;
        if (isFileFailure && current != null) {
            current.recordFailure();
        }
        return isFileFailure;
    }

    /** Reopens the file without the check of a start, because it could be read before. */
    @Override
    public synchronized void mend() {
        var current = opening;
        if (current == null || !current.isBroken()) {
            return;
        }
        current.abandon();
        try {
            reopen();
            LOG.warn("{} could not be read or written, and was reopened", file);
        } catch (StoreException e) {
            LOG.debug("{} cannot be reopened yet", file, e);
        }
    }

    @Override
    public DataSource dataSource() {
        return source;
    }

    @Override
    public DataSource migrating() {
        return source;
    }

    @Override
    public PoolUsage use() {
        var current = opening;
        return current == null ? new PoolUsage(0, 0, 0) : PoolSettings.usage(current.pool());
    }

    @Override
    public synchronized void close() {
        var current = opening;
        if (current == null) {
            return;
        }
        opening = null;
        try {
            Compaction.beforeClosing(file, current.pool());
        } catch (IOException | SQLException e) {
            LOG.warn("{} could not be compacted; the next start will retry: {}", file, e.getMessage());
        } finally {
            current.close();
        }
    }
}
