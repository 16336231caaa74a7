package banyan.posts;

import banyan.core.BoardModule;
import banyan.core.Hosted;
import banyan.core.ModuleContext;
import banyan.core.auth.RevokedSessions;
import banyan.core.auth.TokenAuthentication;
import banyan.core.auth.TokenVerifier;
import banyan.core.data.ModuleStore;
import banyan.core.idempotency.IdempotencyRecords;
import banyan.core.posts.Posts;
import banyan.core.store.Schema;
import banyan.core.threads.Threads;
import banyan.core.users.Users;
import banyan.core.web.HomeFilter;
import banyan.core.web.OpenApiResource;
import banyan.core.web.WriteAllowance;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Opens the module: its data, resources, port and the followers of other modules' feeds. */
public final class PostsModule implements BoardModule {
    private static final Schema SCHEMA =
            new Schema("posts", PostsModule.class.getClassLoader(), PostStore::writeTutorial);

    @Override
    public Hosted open(ModuleContext context) {
        var users = context.port(Users.class);
        var threads = context.port(Threads.class);
        var data = ModuleStore.open(context.dataSource(), SCHEMA, context.seed());
        var database = data.database();
        var store = new PostStore(database);
        var revoked = new RevokedSessions(database);
        var verifier = new TokenVerifier(users, revoked::contains);
        var posts = new LocalPosts(store, data.feed());
        var knownThreads = new KnownThreads(threads, System::nanoTime);
        var backlog = new ThreadToEmptyStore(database).start();
        var service =
                new PostService(store, new IdempotencyRecords(database), knownThreads, verifier, new WriteAllowance());
        return new Hosted(
                Set.of(
                        new PostsResource(store, posts, data.feed()),
                        new PostWritingResource(service),
                        new HomeFilter(database::requireHome),
                        new TokenAuthentication(verifier),
                        new OpenApiResource("posts", PostsModule.class.getClassLoader())),
                Map.of(Posts.class, posts),
                Optional.of(data),
                List.of(
                        revoked.follow(users),
                        new ThreadFollower(database).follow(threads, knownThreads, backlog::add),
                        backlog,
                        data::endFeed));
    }
}
