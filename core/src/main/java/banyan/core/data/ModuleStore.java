package banyan.core.data;

import banyan.core.DataStore;
import banyan.core.Lineage;
import banyan.core.LocalFeed;
import banyan.core.Seed;
import banyan.core.feed.FeedHistory;
import banyan.core.feed.FeedReader;
import banyan.core.idempotency.IdempotencyRecords;
import banyan.core.store.Database;
import banyan.core.store.Schema;
import banyan.core.transfer.Export;
import banyan.core.transfer.Import;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** All that an open module keeps: wires its database, its feed, its idempotency records, its export and its import. */
public final class ModuleStore implements DataStore {
    private final Database database;
    private final FeedReader feed;

    private ModuleStore(Database database) {
        this.database = database;
        feed = FeedReader.of(database);
        database.addListener(IdempotencyRecords.ERASURE);
    }

    /**
     * Brings the database to the schema, and fills it if it is new.
     *
     * @throws banyan.core.database.StoreException if this program is too old for the database, it cannot be migrated, or cannot
     *     be reached
     */
    public static ModuleStore open(DataSource source, Schema schema, Seed seed) {
        return new ModuleStore(Database.open(source, schema, seed));
    }

    public Database database() {
        return database;
    }

    /** The changes of this module, for other modules. */
    public LocalFeed feed() {
        return feed;
    }

    /** Ends all long polls of the feed: at the end of the module, before the database closes. */
    public void endFeed() {
        database.ignoreFailures();
        feed.end();
    }

    @Override
    public UUID storeId() {
        return database.storeId();
    }

    @Override
    public Optional<String> trouble() {
        return database.trouble();
    }

    @Override
    public void look() {
        database.check();
    }

    @Override
    public void sendClientsAway() {
        feed.sendClientsAway();
    }

    @Override
    public Lineage lineage() {
        return database.read(FeedHistory::lineage);
    }

    /** Identifies the feed that new entries belong to. */
    public UUID feedId() {
        return database.read(FeedHistory::newest);
    }

    @Override
    public void exportTo(OutputStream to, boolean isWithKeys) throws IOException {
        database.readSnapshot(handle -> Export.write(handle, database.module(), to, isWithKeys));
    }

    /**
     * {@inheritDoc}
     *
     * @throws banyan.core.database.StoreException if there are data already, or the stream is not what an export of them would be
     */
    @Override
    public void importFrom(InputStream from, boolean isKeepingKeys) throws IOException {
        database.replace(handle -> Import.read(handle, database.module(), from, isKeepingKeys), Import::failed);
    }
}
