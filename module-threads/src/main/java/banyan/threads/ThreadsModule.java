package banyan.threads;

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
public final class ThreadsModule implements BoardModule {
    private static final Schema SCHEMA =
            new Schema("threads", ThreadsModule.class.getClassLoader(), ThreadStore::writeTutorial);

    @Override
    public Hosted open(ModuleContext context) {
        var users = context.port(Users.class);
        var data = ModuleStore.open(context.dataSource(), SCHEMA, context.seed());
        var database = data.database();
        var store = new ThreadStore(database);
        var revoked = new RevokedSessions(database);
        var verifier = new TokenVerifier(users, revoked::contains);
        var threads = new LocalThreads(store, data.feed());
        var service = new ThreadService(store, new IdempotencyRecords(database), verifier, new WriteAllowance());
        return new Hosted(
                Set.of(
                        new ThreadsResource(store, threads, data.feed()),
                        new ThreadWritingResource(service),
                        new HomeFilter(database::requireHome),
                        new TokenAuthentication(verifier),
                        new OpenApiResource("threads", ThreadsModule.class.getClassLoader())),
                Map.of(Threads.class, threads),
                Optional.of(data),
                List.of(
                        revoked.follow(users),
                        new PostFollower(database).follow(context.port(Posts.class)),
                        data::endFeed));
    }
}
