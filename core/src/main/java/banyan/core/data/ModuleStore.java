package banyan.core.data;

import banyan.core.DataState;
import banyan.core.DataStore;
import banyan.core.Lineage;
import banyan.core.LocalFeed;
import banyan.core.Seed;
import banyan.core.feed.FeedHistory;
import banyan.core.feed.FeedReader;
import banyan.core.idempotency.IdempotencyRecords;
import banyan.core.store.Database;
import banyan.core.store.RevisionOrigins;
import banyan.core.store.Schema;
import banyan.core.transfer.export.Export;
import banyan.core.transfer.export.Import;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** The data of an open module: wires its database, its feed, its idempotency records, its export and its import. */
public final class ModuleStore implements DataStore {
    private final Database database;
    private final FeedReader feed;
    private final ModuleReplica replica;

    private ModuleStore(Database database) {
        this.database = database;
        feed = FeedReader.of(database);
        database.addListener(IdempotencyRecords.ERASURE);
        database.addListener(new RevisionOrigins());
        replica = new ModuleReplica(database);
    }

    /**
     * Migrates the database, and fills it if it is new.
     *
     * @throws banyan.core.database.StoreException if this program is too old for the database, a migration fails, or
     *     the database is unreachable
     */
    public static ModuleStore open(DataSource source, Schema schema, Seed seed) {
        return new ModuleStore(Database.open(source, schema, seed));
    }

    public Database database() {
        return database;
    }

    /** Returns the data as one of several copies. */
    public ModuleReplica replica() {
        return replica;
    }

    /** Returns the feed of this module. */
    public LocalFeed feed() {
        return feed;
    }

    /** Ends all long polls of the feed: when the module ends, before the database closes. */
    public void endFeed() {
        database.ignoreFailures();
        feed.end();
    }

    @Override
    public UUID storeId() {
        return database.storeId();
    }

    @Override
    public Optional<String> failureReason() {
        return database.failureReason();
    }

    @Override
    public void check() {
        database.check();
    }

    @Override
    public Optional<DataState> knownState() {
        return database.knownState();
    }

    @Override
    public Optional<DataState> state() {
        return database.state();
    }

    @Override
    public void endClientLongPolls() {
        feed.endClientLongPolls();
    }

    @Override
    public Lineage lineage() {
        return database.read(FeedHistory::lineage);
    }

    /** Returns the id of the feed that new entries belong to. */
    public UUID feedId() {
        return database.read(FeedHistory::newest);
    }

    /**
     * {@inheritDoc}
     *
     * @throws banyan.core.database.StoreException if the data has not reached the revision
     */
    @Override
    public void exportTo(OutputStream to, long since, boolean isWithKeys) throws IOException {
        database.readSnapshot(handle -> Export.write(handle, database.module(), to, since, isWithKeys));
    }

    /**
     * {@inheritDoc}
     *
     * @throws banyan.core.database.StoreException if there is data already, or the stream is not an export of this
     *     module and its increments
     */
    @Override
    public void importFrom(InputStream from, boolean isKeepingKeys) throws IOException {
        database.replace(handle -> Import.read(handle, database.module(), from, isKeepingKeys), Import::failed);
    }
}
