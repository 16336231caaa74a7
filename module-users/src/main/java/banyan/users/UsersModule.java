package banyan.users;

import banyan.core.BoardModule;
import banyan.core.Hosted;
import banyan.core.ModuleContext;
import banyan.core.store.Database;
import banyan.core.store.Schema;
import banyan.core.users.Users;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Opens the module: its data, its resource and its port. */
public final class UsersModule implements BoardModule {
    private static final Schema SCHEMA =
            new Schema("users", UsersModule.class.getClassLoader(), UserStore::writeTutorial);

    @Override
    public Hosted open(ModuleContext context) {
        var database = Database.open(context.dataSource(), SCHEMA, context.seed());
        var store = new UserStore(database);
        return new Hosted(
                Set.of(new UsersResource(store)),
                Map.of(Users.class, new LocalUsers(store, database.feed())),
                Optional.of(database.storeId()),
                List.of());
    }
}
