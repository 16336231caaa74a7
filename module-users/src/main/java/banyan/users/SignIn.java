package banyan.users;

import banyan.core.BoardException;
import java.util.Optional;

/** Finds out whether somebody is who they say, and tells nobody else anything. */
record SignIn(AccountStore accounts, Passwords passwords, Limits limits) {
    /**
     * The account. Whether the username is unknown, nobody can sign in with it, or the password is another one,
     * takes the same work and gives the same answer.
     *
     * @throws BoardException UNAUTHENTICATED, or TOO_MANY after too many attempts
     */
    Account check(String username, Password password, String address) {
        var name = Username.of(username);
        var account = name.flatMap(accounts::find).filter(found -> !found.isDeleted());
        var key = name.map(Username::text).orElse("");
        limits.attempt(key, address);
        var known = account.flatMap(Account::password);
        var hash = known.map(Argon2::parse).orElseGet(Argon2::ofNobody);
        if (!passwords.isOf(hash, password) || known.isEmpty()) {
            throw new BoardException(
                    BoardException.Kind.UNAUTHENTICATED, "There is no account with this username and this password.");
        }
        limits.succeeded(key, address);
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
        limits.attempt("#" + id, address);
        Optional<String> known = accounts.find(id).flatMap(Account::password);
        var hash = known.map(Argon2::parse).orElseGet(Argon2::ofNobody);
        if (!passwords.isOf(hash, password) || known.isEmpty()) {
            throw new BoardException(BoardException.Kind.FORBIDDEN, "The old password is another one.");
        }
        limits.succeeded("#" + id, address);
        return known.get();
    }

    /** Whoever changes the password meanwhile is right. */
    private void renew(long id, String old, Password password) {
        var hash = passwords.hash(password);
        accounts.database().write(change -> AccountStore.replacePassword(change, id, old, hash));
    }
}
