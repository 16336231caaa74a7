package banyan.threads;

import banyan.core.BoardModule;
import banyan.core.Hosted;
import banyan.core.ModuleContext;
import banyan.core.store.Database;
import banyan.core.store.Schema;
import banyan.core.threads.Threads;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Opens the module: its data, its resource and its port. */
public final class ThreadsModule implements BoardModule {
    private static final Schema SCHEMA =
            new Schema("threads", ThreadsModule.class.getClassLoader(), ThreadStore::writeTutorial);

    @Override
    public Hosted open(ModuleContext context) {
        var database = Database.open(context.dataSource(), SCHEMA, context.seed());
        var store = new ThreadStore(database);
        return new Hosted(
                Set.of(new ThreadsResource(store)),
                Map.of(Threads.class, new LocalThreads(store, database.feed())),
                Optional.of(database.storeId()),
                List.of());
    }
}
