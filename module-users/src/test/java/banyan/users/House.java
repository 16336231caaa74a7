package banyan.users;

import banyan.core.Seed;
import banyan.core.auth.TokenClaims;
import banyan.core.auth.TokenVerifier;
import banyan.core.data.ModuleStore;
import banyan.core.database.file.DatabaseFile;
import banyan.core.idempotency.IdempotencyRecords;
import banyan.core.store.Database;
import banyan.core.store.Schema;
import banyan.core.web.WriteAllowance;
import java.nio.file.Path;
import java.util.Optional;

/** The module without HTTP, over a database that is open, at a time that the test sets. */
record House(DatabaseFile file, ModuleStore data, SetClock clock) implements AutoCloseable {
    static final String ADDRESS = "192.0.2.1";
    private static final Schema SCHEMA = new Schema("users", House.class.getClassLoader(), UserStore::writeTutorial);

    static House open(Path folder) {
        var file = DatabaseFile.open(folder, "users");
        return new House(file, ModuleStore.open(file.dataSource(), SCHEMA, Seed.TUTORIAL), new SetClock());
    }

    Database database() {
        return data.database();
    }

    UserStore users() {
        return new UserStore(database());
    }

    AccountStore store() {
        return new AccountStore(database());
    }

    KnownNetworkStore networks() {
        return new KnownNetworkStore(database());
    }

    SigningKeys keys() {
        return new SigningKeys(new SigningKeyStore(database()), clock);
    }

    Tokens tokens() {
        return new Tokens(keys(), data::feedId);
    }

    LocalUsers port() {
        return new LocalUsers(users(), store(), keys(), data::lineage, data.feed());
    }

    SignIn signIn() {
        return signIn(new Limits(clock::nanoTime));
    }

    SignIn signIn(Limits limits) {
        return new SignIn(store(), networks(), new Passwords(), limits);
    }

    AccountService accounts() {
        var limits = new Limits(clock::nanoTime);
        var passwords = new Passwords();
        var signIn = new SignIn(store(), networks(), passwords, limits);
        return new AccountService(
                users(),
                new IdempotencyRecords(database()),
                passwords,
                signIn,
                limits,
                new WriteAllowance(),
                actors(),
                clock);
    }

    TokenVerifier actors() {
        return new TokenVerifier(this::port, store()::hasEnded, keys()::published, clock);
    }

    /** Gives up the account of somebody who has just signed in. */
    void leave(long actor, long id) {
        accounts().leave(new TokenClaims(actor, clock.instant(), 0), id, null);
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
