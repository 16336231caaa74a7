package banyan.core.store;

import banyan.core.BoardException;
import banyan.core.Data;
import banyan.core.FatalError;
import banyan.core.Feed;
import banyan.core.Lineage;
import banyan.core.LocalFeed;
import banyan.core.Seed;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** One module's own data: reading it, and the one way to write. */
public final class Database implements Data {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String module;
    private final DataSource source;
    private final Jdbi jdbi;

    /**
     * One writer of this process at a time. The head of the feed takes turns too, but with rollbacks among waiting writers
     * H2 has been seen to hand out a position twice, whichever way it was read; the feed's key then refuses the second.
     */
    private final ReentrantLock turn = new ReentrantLock(true);

    private final FeedReader feed;

    private final Outage outage;

    /** A write has failed, and none has been done since. */
    private volatile boolean isWritingDoubtful;

    /** What the last look has found. */
    private volatile Optional<String> found = Optional.empty();

    private volatile UUID storeId;

    private Database(String module, DataSource source, Jdbi jdbi, UUID storeId) {
        this.module = module;
        this.source = source;
        this.jdbi = jdbi;
        this.storeId = storeId;
        feed = new FeedReader(this);
        outage = new Outage(module);
    }

    /**
     * Brings the database to the schema, and fills it if it is new.
     *
     * @throws StoreException if this program is too old for the database, it cannot be migrated, or cannot be reached
     */
    public static Database open(DataSource dataSource, Schema schema, Seed seed) {
        try {
            DatabaseFile.whole(dataSource, found -> isReady(found, schema), made -> {
                Migrations.run(made, schema);
                Statements.over(made).useTransaction(handle -> fillOnce(Change.begin(handle), schema, seed));
            });
            var jdbi = Statements.over(dataSource);
            return new Database(
                    schema.module(),
                    dataSource,
                    jdbi,
                    jdbi.withHandle(Database::id).orElseThrow());
        } catch (JdbiException e) {
            if (SqlState.passes(e)) {
                throw StoreException.passing(
                        "The database of " + schema.module() + " cannot be reached: " + SqlState.reason(e), e);
            }
            throw DatabaseException.of(e);
        }
    }

    /** Brings it to the schema, and fills it with nothing. */
    static void migrate(DataSource dataSource, Schema schema) {
        DatabaseFile.whole(dataSource, found -> Migrations.isDone(found, schema), made -> Migrations.run(made, schema));
    }

    private static boolean isReady(DataSource found, Schema schema) {
        return Migrations.isDone(found, schema)
                && Statements.over(found).withHandle(Database::id).isPresent();
    }

    @Override
    public UUID storeId() {
        return storeId;
    }

    @Override
    public Optional<String> trouble() {
        return DatabaseFile.trouble(source).or(() -> found);
    }

    @Override
    public void look() {
        DatabaseFile.mend(source);
        try {
            probe();
            found = Optional.empty();
        } catch (BoardException e) {
            found = Optional.of(outage.reason());
        }
    }

    /** Takes no turn and leaves nothing, but after a failure: whether writing works again can be known by that alone. */
    private void probe() {
        if (isWritingDoubtful) {
            write(change -> change.handle().execute("UPDATE feed_head SET position = position"));
        } else {
            read(handle -> handle.execute("UPDATE feed_head SET position = position WHERE 1 = 0"));
        }
    }

    @Override
    public void sendClientsAway() {
        feed.sendClientsAway();
    }

    @Override
    public Lineage lineage() {
        return read(FeedHistory::lineage);
    }

    /** Which feed its newest entries belong to. */
    public UUID feedId() {
        return read(FeedHistory::newest);
    }

    /** Whether a cursor belongs to this feed. One that says no feed does, as far as there is such a position. */
    public boolean has(Feed.Cursor cursor) {
        return read(handle -> FeedHistory.has(handle, cursor));
    }

    @Override
    public void exportTo(OutputStream to, boolean isWithKeys) throws IOException {
        try {
            Export.write(jdbi, module, to, isWithKeys);
        } catch (JdbiException e) {
            throw explained(e);
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws StoreException if there are data already, or the stream is not what an export of them would be
     * @throws BoardException UNAVAILABLE if the turn, or a connection to the database, cannot be had in time; or if that breaks, when
     *     nobody knows whether it was committed
     */
    @Override
    public void importFrom(InputStream from, boolean isKeepingKeys) throws IOException {
        takeTurn();
        try {
            Import.read(jdbi, module, from, isKeepingKeys);
            storeId = read(Database::id).orElseThrow();
        } catch (JdbiException e) {
            throw notImported(e);
        } finally {
            turn.unlock();
            feed.wake();
        }
    }

    /**
     * Reads.
     *
     * @throws BoardException UNAVAILABLE if no connection to the database can be had, or it breaks
     */
    public <T> T read(Function<Handle, T> question) {
        return attempted(() -> jdbi.withHandle(question::apply));
    }

    /**
     * Changes something, all or nothing. What changed has to be recorded in the feed. The work begins with the module's
     * writing turn: whatever it reads, no other writer changes before it has committed, in any process. It is done once more
     * if the database took it back for the sake of another transaction.
     *
     * @return what the work returns, once it is committed
     * @throws BoardException UNAVAILABLE if the turn, or a connection to the database, cannot be had in time; or if that breaks, when
     *     nobody knows whether it was committed
     */
    public <T> T write(Function<Change, T> work) {
        try {
            var result = written(work);
            isWritingDoubtful = false;
            outage.ended();
            return result;
        } catch (BoardException e) {
            isWritingDoubtful |= e.kind() == BoardException.Kind.UNAVAILABLE;
            throw e;
        }
    }

    private <T> T written(Function<Change, T> work) {
        takeTurn();
        try {
            return attempted(() -> jdbi.inTransaction(handle -> work.apply(feed.begin(handle))));
        } finally {
            turn.unlock();
            feed.wake();
        }
    }

    /** What changed here, for those who follow. */
    public LocalFeed feed() {
        return feed;
    }

    /** Lets nobody wait for its feed any more: for the end of the module, before the database closes. */
    public void endFeed() {
        outage.ignore();
        feed.end();
    }

    String module() {
        return module;
    }

    private void takeTurn() {
        DatabaseFile.trouble(source).ifPresent(why -> {
            outage.failed(why);
            throw new BoardException(
                    BoardException.Kind.UNAVAILABLE,
                    "The database of " + module
                            + " cannot be written now, as its disk is full or fails; try again later.");
        });
        try {
            if (!turn.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw unavailable("no turn to write within " + PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("interrupted");
        }
    }

    private <T> T attempted(Supplier<T> work) {
        try {
            var result = twiceAtMost(work);
            if (!isWritingDoubtful) {
                outage.ended();
            }
            return result;
        } catch (JdbiException e) {
            throw explained(e);
        }
    }

    private static <T> T twiceAtMost(Supplier<T> work) {
        try {
            return work.get();
        } catch (JdbiException e) {
            if (SqlState.wasTakenBack(e)) {
                return work.get();
            }
            throw e;
        }
    }

    /** A connection that is not to be had, or was lost on the way, is nobody's fault here. */
    private RuntimeException explained(JdbiException failure) {
        FatalError.check(failure); // H2 goes on when memory has run out
        return failure instanceof ConnectionException
                        || SqlState.isUnavailable(failure)
                        || DatabaseFile.isBroken(source, failure)
                ? unavailable(SqlState.reason(failure))
                : DatabaseException.of(failure);
    }

    private RuntimeException notImported(JdbiException failure) {
        var why = explained(failure);
        return why instanceof BoardException ? why : Import.failed(failure);
    }

    private BoardException unavailable(String reason) {
        outage.failed(reason);
        return new BoardException(
                BoardException.Kind.UNAVAILABLE,
                "The database of " + module + " is busy, or cannot be used now; try again in a second.");
    }

    /** The first contents and the row that says so are one transaction: filled once, whatever is deleted later. */
    private static UUID fillOnce(Change change, Schema schema, Seed seed) {
        return id(change.handle()).orElseGet(() -> fill(change, schema, seed));
    }

    private static Optional<UUID> id(Handle handle) {
        return handle.select("SELECT id FROM store").mapTo(UUID.class).findOne();
    }

    private static UUID fill(Change change, Schema schema, Seed seed) {
        var id = UUID.randomUUID();
        change.handle()
                .execute(
                        "INSERT INTO store (id, seed, created_at) VALUES (?, ?, ?)",
                        id,
                        seed.name().toLowerCase(Locale.ROOT),
                        change.at());
        FeedHistory.root(change, id);
        if (seed == Seed.TUTORIAL) {
            fill(change, schema);
        }
        return id;
    }

    private static void fill(Change change, Schema schema) {
        var name = "META-INF/banyan/" + schema.module() + "/tutorial.json";
        try (var file = Objects.requireNonNull(schema.loader().getResourceAsStream(name), name)) {
            int number = 0;
            for (var row : new JsonMapper().readTree(file)) {
                schema.tutorial().write(change, ++number, row);
            }
        } catch (IOException e) {
            throw new StoreException(name + " cannot be read: " + e.getMessage(), e);
        }
    }
}
