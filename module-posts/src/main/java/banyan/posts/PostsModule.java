package banyan.posts;

import banyan.core.BoardModule;
import banyan.core.Hosted;
import banyan.core.ModuleContext;
import banyan.core.posts.Posts;
import banyan.core.store.Database;
import banyan.core.store.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Opens the module: its data, its resource and its port. */
public final class PostsModule implements BoardModule {
    private static final Schema SCHEMA =
            new Schema("posts", PostsModule.class.getClassLoader(), PostStore::writeTutorial);

    @Override
    public Hosted open(ModuleContext context) {
        var database = Database.open(context.dataSource(), SCHEMA, context.seed());
        var store = new PostStore(database);
        return new Hosted(
                Set.of(new PostsResource(store)),
                Map.of(Posts.class, new LocalPosts(store, database.feed())),
                Optional.of(database.storeId()),
                List.of());
    }
}
