package banyan.core.store;

import banyan.core.BoardException;
import banyan.core.DataState;
import banyan.core.Seed;
import banyan.core.database.DatabaseControl;
import banyan.core.database.DatabaseException;
import banyan.core.database.JdbiFactory;
import banyan.core.database.SqlState;
import banyan.core.database.StoreException;
import banyan.core.revision.DataRole;
import banyan.core.revision.NextIds;
import banyan.core.revision.Replication;
import banyan.core.revision.SharedState;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** One module's own database: reads, and the only way to write. */
public final class Database {
    private final String module;
    private final Availability availability;
    private final Transactions transactions;
    private final KnownRole knownRole;
    private final NextIds nextIds = new NextIds();
    private volatile UUID storeId;

    private Database(String module, DataSource source, Jdbi jdbi, UUID storeId, DataRole role) {
        this.module = module;
        this.storeId = storeId;
        var control = DatabaseControl.of(source);
        availability = new Availability(module, control);
        transactions = new Transactions(jdbi, control, availability);
        knownRole = new KnownRole(module, role, () -> read(DataRole::find));
    }

    /**
     * Migrates the database, and fills it if it is new.
     *
     * @throws StoreException if this program is too old for the database, a migration fails, or the database is
     *     unreachable
     */
    public static Database open(DataSource source, Schema schema, Seed seed) {
        try {
            new FirstContents(schema, seed).prepare(source);
            var jdbi = JdbiFactory.over(source);
            return jdbi.withHandle(handle -> new Database(
                    schema.module(), source, jdbi, StoreIdentity.find(handle).orElseThrow(), DataRole.find(handle)));
        } catch (JdbiException e) {
            if (SqlState.isTransient(e)) {
                throw StoreException.transientFailure(
                        "The database of " + schema.module() + " cannot be reached: " + SqlState.reason(e), e);
            }
            throw DatabaseException.of(e);
        }
    }

    /** Returns the name of the module. */
    public String module() {
        return module;
    }

    /** Returns the id of the data, which was made at random, once. An import brings its own id. */
    public UUID storeId() {
        return storeId;
    }

    /** Adds a listener of all later write transactions of this process. */
    public void addListener(WriteTransaction.Listener listener) {
        transactions.addListener(listener);
    }

    /**
     * Returns the role of this database as this process last saw it: at the opening, and since then at each check, refused
     * write, replication and change of the role.
     */
    public DataRole role() {
        return knownRole.last();
    }

    /** Returns whether this database accepts the writes of its data, as far as this process has seen. */
    public boolean isHome() {
        return role().kind() == DataRole.Kind.HOME;
    }

    /**
     * Rejects a write before its transaction, so that nothing is done for it. A role that forbids it is read again first.
     *
     * @throws BoardException NOT_HOME if this database does not accept writes
     */
    public void requireHome() {
        knownRole.requireHome();
    }

    /**
     * Adds a listener of changes of the role. It runs after this process has seen a change, one call at a time, on the
     * thread that saw it: it has to be short, and must not wait for another thread.
     */
    public void addRoleListener(Consumer<DataRole> listener) {
        knownRole.addListener(listener);
    }

    /**
     * Replaces the role, if it is still the expected one, while no other thread of this process writes.
     *
     * @return whether the role was the expected one
     * @throws BoardException UNAVAILABLE if the write lock or a connection is not available in time, or if the connection
     *     breaks; then the outcome is unknown
     */
    public boolean changeRole(DataRole expected, DataRole next) {
        var change = new RoleChange(expected, next);
        boolean isChanged = transactions.changeInTurn(jdbi -> change.commit(jdbi, nextIds));
        if (isChanged) {
            knownRole.changed(next);
        } else {
            knownRole.refresh();
        }
        return isChanged;
    }

    /** Returns why the database cannot be read or written now, as far as is known without using it; empty if it can. */
    public Optional<String> failureReason() {
        return availability.failureReason();
    }

    /** Checks whether the database can be read and written now, and reopens it if that helps. May take some seconds. */
    public void check() {
        availability.check(this::probe);
    }

    /**
     * Tests the database without the write lock and without effect. Only after a failed write a real write has to
     * show that writes work again.
     */
    private void probe() {
        if (availability.isWritingDoubtful()) {
            write(transaction -> transaction.handle().execute("UPDATE feed_head SET position = position"));
        } else {
            read(handle -> handle.execute("UPDATE feed_head SET position = position WHERE 1 = 0"));
        }
        knownRole.refresh();
    }

    /** Stops reports of failures: the module closes, before its database does. */
    public void ignoreFailures() {
        availability.ignoreFailures();
    }

    /** Returns the state of the data, if it is known without reading it; see {@link banyan.core.DataStore#knownState}. */
    public Optional<DataState> knownState() {
        return transactions.knownState();
    }

    /**
     * Returns the state of the data; see {@link banyan.core.DataStore#state}.
     *
     * @throws BoardException UNAVAILABLE if no connection is available, or it breaks
     */
    public Optional<DataState> state() {
        var known = knownState();
        return known.isPresent() ? known : read(SharedState::find);
    }

    /**
     * Runs a query.
     *
     * @throws BoardException UNAVAILABLE if no connection is available, or it breaks
     */
    public <T> T read(Function<Handle, T> query) {
        return transactions.read(query);
    }

    /**
     * Reads everything as it is at one moment, however long that takes.
     *
     * @throws BoardException UNAVAILABLE if no connection is available, or it breaks
     */
    public void readSnapshot(HandleConsumer<IOException> work) throws IOException {
        transactions.readSnapshot(work);
    }

    /**
     * Runs a write transaction, all or nothing. It has to record each change in the feed. It starts with the module's
     * write lock: no other writer, in any process, changes what it reads before its commit. If the database rolls it
     * back because of another transaction, it runs once more. Writes that wait for their turn share a commit: the work may
     * run in the thread of another writer.
     *
     * @return the result of the work, once it is committed
     * @throws BoardException UNAVAILABLE if the write lock or a connection is not available in time, or if the connection
     *     breaks; then the outcome is unknown
     */
    public <T> T write(Function<WriteTransaction, T> work) {
        return write(work, true);
    }

    /**
     * Runs a write transaction that may take long, such as a step in the background: as {@link #write} does, but no other
     * write waits for it in the same commit.
     */
    public <T> T writeAlone(Function<WriteTransaction, T> work) {
        return write(work, false);
    }

    private <T> T write(Function<WriteTransaction, T> work, boolean isShared) {
        try {
            return transactions.write(work, isShared);
        } catch (BoardException e) {
            if (e.kind() == BoardException.Kind.NOT_HOME) {
                knownRole.refreshIfReadable();
            }
            throw e;
        }
    }

    /**
     * Replaces all data, in transactions of the work, while no other thread of this process writes.
     *
     * @param failed explains a failure that is not one of the whole database
     * @throws BoardException UNAVAILABLE if the write lock or a connection is not available in time, or if the connection
     *     breaks; then the outcome is unknown
     */
    public void replace(HandleConsumer<IOException> work, Function<JdbiException, RuntimeException> failed)
            throws IOException {
        transactions.streamInTurn(
                jdbi -> {
                    jdbi.useHandle(work);
                    storeId = read(StoreIdentity::find).orElseThrow();
                },
                failed);
    }

    /**
     * Takes over changes of the home, in one transaction, while nobody else in this process writes. The database gives no
     * revisions meanwhile.
     *
     * @param isWhole whether all rows are replaced
     * @throws BoardException CONFLICT if this database is not a standby; UNAVAILABLE if the write lock, or a connection to the
     *     database, cannot be had in time
     */
    public void replicate(boolean isWhole, HandleConsumer<IOException> work) throws IOException {
        transactions.streamInTurn(
                jdbi -> {
                    jdbi.useTransaction(handle -> Replication.run(handle, module, work));
                    storeId = read(StoreIdentity::find).orElseThrow();
                    if (isWhole) {
                        nextIds.forget();
                    }
                    jdbi.useHandle(nextIds::note);
                    transactions.replicated();
                },
                DatabaseException::of);
        knownRole.refreshIfReadable();
    }
}
