package banyan.users;

import banyan.core.BoardException;
import banyan.users.Limits.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Finds out whether somebody is who they say, and tells nobody else anything. */
record SignIn(AccountStore accounts, KnownNetworkStore networks, Passwords passwords, Limits limits) {
    private static final Duration DAY = Duration.ofDays(1);

    /**
     * The account. Whether the username is unknown, nobody can sign in with it, or the password is another one,
     * takes the same work and gives the same answer.
     *
     * @throws BoardException UNAUTHENTICATED, or TOO_MANY after too many attempts
     */
    Account check(String username, Password password, String address) {
        var name = Username.of(username);
        var account = name.flatMap(accounts::find).filter(found -> !found.isDeleted());
        var known = account.flatMap(Account::password);
        var hash = known.map(Argon2::parse).orElseGet(Argon2::ofNobody);
        if (!isOf(hash, password, name.map(Username::text).orElse(""), account, address) || known.isEmpty()) {
            throw new BoardException(
                    BoardException.Kind.UNAUTHENTICATED, "There is no account with this username and this password.");
        }
        if (!hash.isCurrent()) {
            renew(account.orElseThrow().id(), known.get(), password);
        }
        return account.orElseThrow();
    }

    /**
     * The hash that somebody's own password has now.
     *
     * @throws BoardException FORBIDDEN if it is another one, or TOO_MANY after too many attempts
     */
    String confirmed(long id, Password password, String address) {
        var account = accounts.find(id);
        var known = account.flatMap(Account::password);
        var hash = known.map(Argon2::parse).orElseGet(Argon2::ofNobody);
        if (!isOf(hash, password, "#" + id, account, address) || known.isEmpty()) {
            throw new BoardException(BoardException.Kind.FORBIDDEN, "The old password is another one.");
        }
        return known.get();
    }

    /** Whether somebody who has just registered, and counts there, has registered this account before. */
    boolean isPasswordOf(long id, Password password) {
        var hash = accounts.find(id).flatMap(Account::password).map(Argon2::parse);
        return hash.isPresent() && passwords.isOf(hash.get(), password);
    }

    private boolean isOf(Argon2 hash, Password password, String name, Optional<Account> account, String address) {
        var noted = account.flatMap(found -> networks.noted(found.id(), address));
        var attempt = new Attempt(name, address, noted.isEmpty());
        limits.begin(attempt);
        if (!isOf(hash, password, attempt)) {
            return false;
        }
        limits.succeeded(attempt);
        if (noted.filter(at -> at.isAfter(Instant.now().minus(DAY))).isEmpty()) {
            account.ifPresent(found -> note(found.id(), address));
        }
        return true;
    }

    private boolean isOf(Argon2 hash, Password password, Attempt attempt) {
        try {
            return passwords.isOf(hash, password);
        } catch (BoardException e) {
            limits.untried(attempt);
            throw e;
        }
    }

    /** While nothing can be written, one can still sign in. */
    private void note(long account, String address) {
        try {
            networks.note(account, address);
        } catch (BoardException e) {
            // The next sign-in from there notes it.
        }
    }

    /** Whoever changes the password meanwhile is right. */
    private void renew(long id, String old, Password password) {
        var hash = passwords.hash(password);
        accounts.database().write(change -> AccountStore.replacePassword(change, id, old, hash));
    }
}
