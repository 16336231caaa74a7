package banyan.users;

import banyan.core.BoardException;
import banyan.users.AttemptLimits.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Authenticates users by their passwords. A failure reveals nothing about the account. */
record SignIn(AccountStore accounts, KnownNetworkStore networks, Passwords passwords, AttemptLimits limits) {
    private static final Duration DAY = Duration.ofDays(1);

    /**
     * Returns the account with this username and password. An unknown username, an account without a password and a wrong
     * password take the same work and fail in the same way.
     *
     * @throws BoardException UNAUTHENTICATED, or TOO_MANY after too many attempts
     */
    Account authenticate(String username, Password password, String address) {
        var name = Username.of(username);
        var account = name.flatMap(accounts::find).filter(found -> !found.isDeleted());
        var stored = account.flatMap(Account::password);
        var hash = stored.map(Argon2::parse).orElseGet(Argon2::dummy);
        if (!matches(hash, password, name.map(Username::text).orElse(""), account, address) || stored.isEmpty()) {
            throw new BoardException(
                    BoardException.Kind.UNAUTHENTICATED, "There is no account with this username and this password.");
        }
        if (!hash.isCurrent()) {
            ignoringFailure(() -> rehash(account.orElseThrow().id(), stored.get(), password));
        }
        return account.orElseThrow();
    }

    /**
     * Returns the stored hash of the password.
     *
     * @throws BoardException FORBIDDEN if the password is wrong, or TOO_MANY after too many attempts
     */
    String verifiedHash(long id, Password password, String address) {
        var account = accounts.find(id);
        var stored = account.flatMap(Account::password);
        var hash = stored.map(Argon2::parse).orElseGet(Argon2::dummy);
        if (!matches(hash, password, "#" + id, account, address) || stored.isEmpty()) {
            throw new BoardException(BoardException.Kind.FORBIDDEN, "The old password is wrong.");
        }
        return stored.get();
    }

    /** Returns whether the password is that of the account. The caller limits the attempts. */
    boolean isPasswordOf(long id, Password password) {
        var hash = accounts.find(id).flatMap(Account::password).map(Argon2::parse);
        return hash.isPresent() && passwords.matches(hash.get(), password);
    }

    private boolean matches(Argon2 hash, Password password, String name, Optional<Account> account, String address) {
        var lastSignIn = account.flatMap(found -> networks.lastSignIn(found.id(), address));
        var attempt = new Attempt(name, address, lastSignIn.isEmpty());
        limits.begin(attempt);
        if (!matches(hash, password, attempt)) {
            return false;
        }
        limits.succeeded(attempt);
        if (lastSignIn.filter(at -> at.isAfter(Instant.now().minus(DAY))).isEmpty()) {
            account.ifPresent(found -> ignoringFailure(() -> networks.add(found.id(), address)));
        }
        return true;
    }

    private boolean matches(Argon2 hash, Password password, Attempt attempt) {
        try {
            return passwords.matches(hash, password);
        } catch (BoardException e) {
            limits.notChecked(attempt);
            throw e;
        }
    }

    /** Ignores a failure: users can sign in while the database accepts no writes, and the next sign-in writes. */
    private static void ignoringFailure(Runnable write) {
        try {
            write.run();
        } catch (BoardException e) {
            // The next sign-in does it.
        }
    }

    /** Replaces the hash, unless another request has changed the password meanwhile. */
    private void rehash(long id, String old, Password password) {
        var hash = passwords.hash(password);
        accounts.database().write(transaction -> AccountStore.replacePassword(transaction, id, old, hash));
    }
}
