package banyan.core.database.file;

import banyan.core.database.Connections;
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
 * The H2 database of one module in a file, and the pool of connections to it. Only one process can have the file open.
 *
 * <p>H2 writes each commit to the file at once: it survives the death of the process.
 */
public final class DatabaseFile implements Connections, DatabaseControl {
    /** The SQLSTATE of a connection that cannot be had now. */
    private static final String CLOSED = "08006";

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseFile.class);

    private final Path file;
    private final String module;
    private final DataSource source = new FileDataSource(this::connection, this);
    private final DiskSpace room;
    private volatile @Nullable FileOpening opening;

    private DatabaseFile(Path file, String module) {
        this.file = file;
        this.module = module;
        room = new DiskSpace(file);
    }

    /** Returns whether the folder has a file for the module. */
    public static boolean isIn(Path folder, String module) {
        return Files.exists(FileLocation.of(folder, module));
    }

    /**
     * Opens the file, if it is there; {@link #change} makes a new one. A file that cannot be used stays as it is.
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
     * Changes a copy of the file, or a new file, which then replaces the file. Whenever the process ends, the file is as it was
     * before or as it is afterwards; a failure of the work leaves the file unchanged. Meanwhile there are no connections.
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
                next.begin();
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

    /** A new file is compacted, so that it holds no state without its data: H2 could go back to that after damage. */
    private static void run(Consumer<DataSource> work, Path file, String shutdown) throws SQLException {
        var source = H2Engine.connect(file, H2Engine.FOR_SERVING);
        try (var first = source.getConnection()) {
            work.accept(source);
            first.createStatement().execute(shutdown);
        }
    }

    private Connection connection() throws SQLException {
        var now = opening;
        if (now == null || now.isBroken()) {
            throw new SQLTransientConnectionException(file + " is not open now", CLOSED);
        }
        return now.pool().getConnection();
    }

    /** A failed write ends reading too, until the file is reopened. So a full disk is reported before a write fails. */
    @Override
    public Optional<String> trouble() {
        var now = opening;
        return now != null && now.isBroken()
                ? Optional.of(file + " could not be read or written, and has to be opened anew")
                : room.shortage();
    }

    @Override
    public boolean isBroken(Throwable failure) {
        boolean isOfFile = FileFailure.is(failure);
        var now = opening;
        if (isOfFile && now != null) {
            now.doubt();
        }
        return isOfFile;
    }

    /** Reopens the file without the check of a start: what could be read before can be read now. */
    @Override
    public synchronized void mend() {
        var now = opening;
        if (now == null || !now.isBroken()) {
            return;
        }
        now.abandon();
        try {
            reopen();
            LOG.warn("{} could not be read or written: it was opened anew", file);
        } catch (StoreException e) {
            LOG.debug("{} cannot be opened again yet", file, e);
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
        var now = opening;
        return now == null ? new PoolUsage(0, 0, 0) : PoolSettings.usage(now.pool());
    }

    @Override
    public synchronized void close() {
        var now = opening;
        if (now == null) {
            return;
        }
        opening = null;
        try {
            Compaction.beforeClosing(file, now.pool());
        } catch (IOException | SQLException e) {
            LOG.warn("{} could not be compacted; its next start tries again: {}", file, e.getMessage());
        } finally {
            now.close();
        }
    }
}
