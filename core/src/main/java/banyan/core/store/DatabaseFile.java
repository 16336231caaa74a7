package banyan.core.store;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.h2.api.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One module's H2 database in a file, and the pool of connections to it. Only one process can have it open.
 *
 * <p>Written without delay: what was committed survives the death of the process.
 */
public final class DatabaseFile implements Connections {
    /** No connection to be had for now. */
    private static final String CLOSED = "08006";

    /** What H2 takes for the end of a name, and for a slash. */
    private static final Pattern UNSPEAKABLE = Pattern.compile("[;\\\\]");

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseFile.class);

    private final Path file;
    private final String module;
    private final DataSource source = new FileSource(this);
    private final DiskRoom room;
    private volatile @Nullable FileOpening opening;

    private DatabaseFile(Path file, String module) {
        this.file = file;
        this.module = module;
        room = new DiskRoom(file);
    }

    /** Whether the folder has a file for the module. */
    public static boolean isIn(Path folder, String module) {
        return Files.exists(path(folder, module));
    }

    private static Path path(Path folder, String module) {
        return folder.resolve(module + ".mv.db").toAbsolutePath();
    }

    /**
     * Opens the file, if it is there; a new one is made by {@link #whole}. One that cannot be used is left as it is.
     *
     * @param folder exists and can be written
     * @param module gives the file its name
     * @throws StoreException if the file is in use, damaged, of a newer version, or cannot be written
     */
    public static DatabaseFile open(Path folder, String module) {
        var file = real(path(folder, module));
        if (UNSPEAKABLE.matcher(file.toString()).find()) {
            throw new StoreException(file + " has a ; or \\ in its path, which H2 cannot open: give another --data");
        }
        var opened = new DatabaseFile(file, module);
        opened.begin();
        return opened;
    }

    /** What takes the place of a file must not take that of a link to it. H2 adds the end to the name that it is given. */
    private static Path real(Path file) {
        if (!Files.isSymbolicLink(file)) {
            return file;
        }
        try {
            var real = file.toRealPath();
            if (!real.toString().endsWith(NextFile.END)) {
                throw new StoreException(file + " is a link to " + real
                        + ", which H2 cannot open: rename that to end in " + NextFile.END + "; nothing was changed");
            }
            return real;
        } catch (IOException e) {
            throw new StoreException(file + " is a link to a file that is not there", e);
        }
    }

    private void begin() {
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new StoreException(file + " cannot be written: there is no such folder", e);
        }
        try {
            NextFile.clean(file);
            if (isUnwritten()) {
                return; // it is made anew, as one that is not there
            }
            if (Files.exists(file)) {
                check(file);
            }
        } catch (StoreException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw explained(file, e, damaged(file, e));
        }
        if (Files.exists(file)) {
            reopen();
        }
    }

    /** As an earlier program left it that was ended right after its first start had begun. */
    private boolean isUnwritten() throws IOException {
        return Files.isRegularFile(file) && Files.isReadable(file) && FileCheck.isUnwritten(file);
    }

    private void reopen() {
        try {
            opening = FileOpening.of(file, module);
        } catch (StoreException e) {
            throw e;
        } catch (IOException | SQLException | RuntimeException e) {
            throw explained(file, e, new StoreException(file + " cannot be written: " + SqlState.reason(e), e));
        }
    }

    /**
     * Changes the whole of a database as {@link #whole(Predicate, Consumer)} does where it is a file. Elsewhere the work is
     * done on it as it is: it has to be one transaction, or to go on where it was interrupted.
     */
    static void whole(DataSource source, Predicate<DataSource> isDone, Consumer<DataSource> work) {
        behind(source).ifPresentOrElse(file -> file.whole(isDone, work), () -> work.accept(source));
    }

    /**
     * Changes the whole file, or nothing: whenever this is ended, the file is as it was before, or as it is afterwards. Not
     * done if nothing is to be changed. Nobody has connections meanwhile.
     *
     * @param isDone whether that is so, for a file that is there
     * @param work changes a copy of the file, or a new one; its failure leaves everything as it is
     * @return whether something was changed
     * @throws StoreException if it cannot be done
     */
    synchronized boolean whole(Predicate<DataSource> isDone, Consumer<DataSource> work) {
        var before = opening;
        if (before != null && isDone.test(before.pool())) {
            return false;
        }
        boolean isNew = before == null || Leftover.isOne(file, before.pool());
        if (before != null) {
            opening = null;
            before.close();
        }
        try (var next = NextFile.beside(file)) {
            if (isNew) {
                next.begin();
            } else {
                next.copy();
            }
            change(next.path(), work);
            next.publish();
        } catch (IOException | SQLException e) {
            throw explained(
                    file, e, new StoreException(file + " cannot be written; nothing was changed: " + reason(e), e));
        }
        reopen();
        return true;
    }

    private static void change(Path file, Consumer<DataSource> work) throws SQLException {
        var source = FileOpening.source(file, FileOpening.FOR_SERVING);
        try (var first = source.getConnection()) {
            work.accept(source);
            first.createStatement().execute("SHUTDOWN");
        }
    }

    /** What the system said, without the names of files, which the message begins with. */
    private static String reason(Exception failure) {
        return failure instanceof FileSystemException system && system.getReason() != null
                ? system.getReason()
                : failure instanceof SQLException ? SqlState.reason(failure) : String.valueOf(failure.getMessage());
    }

    Connection connection() throws SQLException {
        var now = opening;
        if (now == null || now.isBroken()) {
            throw new SQLTransientConnectionException(file + " is not open now", CLOSED);
        }
        return now.pool().getConnection();
    }

    /**
     * Why the next write would fail, if it would: one that fails ends reading too, until the file is opened anew. Always empty
     * where the database is no file.
     */
    static Optional<String> trouble(DataSource source) {
        return behind(source).flatMap(DatabaseFile::trouble);
    }

    /** Looks at a failure, and returns whether it is one of the file: then that is opened anew before it is used again. */
    static boolean isBroken(DataSource source, Throwable failure) {
        boolean isOfFile = FileFailure.is(failure);
        if (isOfFile) {
            behind(source).map(file -> file.opening).ifPresent(FileOpening::doubt);
        }
        return isOfFile;
    }

    /** Opens anew what H2 has closed because it could not write. */
    static void mend(DataSource source) {
        behind(source).ifPresent(DatabaseFile::mend);
    }

    private static Optional<DatabaseFile> behind(DataSource source) {
        try {
            return source.isWrapperFor(DatabaseFile.class)
                    ? Optional.of(source.unwrap(DatabaseFile.class))
                    : Optional.empty();
        } catch (SQLException e) {
            throw new IllegalStateException("a data source knows what it is", e);
        }
    }

    private Optional<String> trouble() {
        var now = opening;
        return now != null && now.isBroken()
                ? Optional.of(file + " could not be read or written, and has to be opened anew")
                : room.shortage();
    }

    /** Without the check of a start: what could be read before can be read now. */
    private synchronized void mend() {
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
    public PoolUse use() {
        var now = opening;
        return now == null ? new PoolUse(0, 0, 0) : PoolUse.of(now.pool());
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

    /** Looks at the file without writing to it: opened for writing, even a refused one would be changed by H2. */
    private static void check(Path file) throws IOException {
        if (!Files.isRegularFile(file) || !Files.isWritable(file)) {
            throw new StoreException(file + " is not a file that this user can write");
        }
        if (FileCheck.isCutShort(file)) {
            throw damaged(file, null);
        }
        int tables;
        try (var handle = Statements.over(FileOpening.source(file, ";ACCESS_MODE_DATA=r;LAZY_QUERY_EXECUTION=1"))
                .open()) {
            Migrations.refuseNewer(handle, file.toString());
            FileCheck.readThrough(file, handle);
            tables = FileCheck.tables(handle);
        }
        if (FileCheck.wouldLose(file, tables)) {
            throw damaged(file, null);
        }
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
