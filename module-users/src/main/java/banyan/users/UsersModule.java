package banyan.users;

import banyan.core.BoardModule;
import banyan.core.CommandDescription;
import banyan.core.Hosted;
import banyan.core.ModuleContext;
import banyan.core.auth.TokenAuthentication;
import banyan.core.auth.TokenVerifier;
import banyan.core.data.ModuleStore;
import banyan.core.idempotency.IdempotencyRecords;
import banyan.core.store.Schema;
import banyan.core.users.Users;
import banyan.core.web.HomeFilter;
import banyan.core.web.OpenApiResource;
import banyan.core.web.WriteAllowance;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Opens the module: its data, rules, resources and port. */
public final class UsersModule implements BoardModule {
    private static final Schema SCHEMA =
            new Schema("users", UsersModule.class.getClassLoader(), UserStore::writeTutorial);

    @Override
    public Map<String, CommandDescription> commands() {
        return Map.of("keys", KeysCommand.DESCRIPTION, "moderator", ModeratorCommand.DESCRIPTION);
    }

    @Override
    public Hosted open(ModuleContext context) {
        return open(ModuleStore.open(context.dataSource(), SCHEMA, context.seed()), InstantSource.system());
    }

    private static Hosted open(ModuleStore data, InstantSource clock) {
        var database = data.database();
        var keys = new SigningKeys(new SigningKeyStore(database), clock);
        keys.createFirst();
        var users = new UserStore(database);
        var store = new AccountStore(database);
        var port = new LocalUsers(users, store, keys, data::lineage, data.feed());
        var verifier = new TokenVerifier(() -> port, store::hasEnded, keys::published, clock);
        var limits = new AttemptLimits(System::nanoTime);
        var passwords = new Passwords();
        var signIn = new SignIn(store, new KnownNetworkStore(database), passwords, limits);
        var accounts = new AccountService(
                users,
                new IdempotencyRecords(database),
                passwords,
                signIn,
                limits,
                new WriteAllowance(),
                verifier,
                clock);
        var tokens = new Tokens(keys, data::feedId);
        return new Hosted(
                Set.of(
                        new UsersResource(users, data.feed()),
                        new UserWritingResource(accounts, tokens),
                        new RolesResource(port),
                        new TokensResource(signIn, tokens, verifier),
                        new KeysResource(keys),
                        new HomeFilter(database::requireHome),
                        new TokenAuthentication(verifier),
                        new OpenApiResource("users", UsersModule.class.getClassLoader())),
                Map.of(Users.class, port),
                Optional.of(data),
                List.of(data::endFeed),
                Map.of("keys", new KeysCommand(keys), "moderator", new ModeratorCommand(store)));
    }
}
