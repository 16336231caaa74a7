package banyan.polls;

import banyan.core.BoardModule;
import banyan.core.Hosted;
import banyan.core.ModuleContext;
import banyan.core.store.Database;
import banyan.core.store.Schema;
import banyan.core.users.Users;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Opens the module: its data and its resource. It answers no port. */
public final class PollsModule implements BoardModule {
    private static final Schema SCHEMA =
            new Schema("polls", PollsModule.class.getClassLoader(), PollStore::writeTutorial);

    @Override
    public Hosted open(ModuleContext context) {
        var database = Database.open(context.dataSource(), SCHEMA, context.seed());
        var resource = new PollsResource(new PollStore(database), context.port(Users.class));
        return new Hosted(Set.of(resource), Map.of(), Optional.of(database.storeId()));
    }
}
