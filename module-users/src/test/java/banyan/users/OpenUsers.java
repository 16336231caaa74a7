package banyan.users;

import banyan.core.Seed;
import banyan.core.auth.TokenClaims;
import banyan.core.auth.TokenVerifier;
import banyan.core.data.ModuleStore;
import banyan.core.database.file.DatabaseFile;
import banyan.core.idempotency.IdempotencyRecords;
import banyan.core.revision.DataRole;
import banyan.core.store.Database;
import banyan.core.store.Schema;
import banyan.core.web.WriteAllowance;
import java.nio.file.Path;
import java.util.Optional;

/** The module without HTTP, over an open database and with a clock that the test sets. */
record OpenUsers(DatabaseFile file, ModuleStore data, SetClock clock) implements AutoCloseable {
    static final String ADDRESS = "192.0.2.1";
    private static final Schema SCHEMA =
            new Schema("users", OpenUsers.class.getClassLoader(), UserStore::writeTutorial);

    static OpenUsers in(Path folder) {
        var file = DatabaseFile.open(folder, "users");
        return new OpenUsers(file, ModuleStore.open(file.dataSource(), SCHEMA, Seed.TUTORIAL), new SetClock());
    }

    Database database() {
        return data.database();
    }

    /** Makes the database the home of its data, or a standby. */
    void become(DataRole.Kind kind) {
        var role = database().role();
        database().changeRole(role, new DataRole(kind, role.epoch() + 1, null));
    }

    UserStore userStore() {
        return new UserStore(database());
    }

    AccountStore accountStore() {
        return new AccountStore(database());
    }

    KnownNetworkStore networkStore() {
        return new KnownNetworkStore(database());
    }

    SigningKeys keys() {
        return new SigningKeys(new SigningKeyStore(database()), clock);
    }

    Tokens tokens() {
        return new Tokens(keys(), data::feedId);
    }

    LocalUsers port() {
        return new LocalUsers(userStore(), accountStore(), keys(), data::lineage, data.feed());
    }

    SignIn signIn() {
        return signIn(new AttemptLimits(clock::nanoTime));
    }

    SignIn signIn(AttemptLimits limits) {
        return new SignIn(accountStore(), networkStore(), new Passwords(), limits);
    }

    AccountService accounts() {
        var limits = new AttemptLimits(clock::nanoTime);
        var passwords = new Passwords();
        var signIn = new SignIn(accountStore(), networkStore(), passwords, limits);
        return new AccountService(
                userStore(),
                new IdempotencyRecords(database()),
                passwords,
                signIn,
                limits,
                new WriteAllowance(),
                verifier(),
                clock);
    }

    TokenVerifier verifier() {
        return new TokenVerifier(this::port, accountStore()::hasEnded, keys()::published, clock);
    }

    /** Deletes an account with the token of an actor who has just signed in. */
    void delete(long actor, long id) {
        accounts().delete(new TokenClaims(actor, clock.instant(), 0), id, null);
    }

    long register(String username, String password) {
        var user = new NewUser(username, new Password(password), null, null);
        return accounts().register(user, Optional.empty(), ADDRESS).item();
    }

    @Override
    public void close() {
        file.close();
    }
}
