package banyan.users;

import banyan.core.BoardException;
import banyan.core.auth.TokenClaims;
import banyan.core.auth.TokenVerifier;
import banyan.core.database.Sha256;
import banyan.core.idempotency.IdempotencyRecords;
import banyan.core.idempotency.StoredResponse;
import banyan.core.store.WriteTransaction;
import banyan.core.users.UserView;
import banyan.core.web.Version;
import banyan.core.web.WriteAllowance;
import banyan.core.web.json.Json;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The rules for creating, changing and deleting accounts. */
record AccountService(
        UserStore users,
        IdempotencyRecords records,
        Passwords passwords,
        SignIn signIn,
        AttemptLimits limits,
        WriteAllowance allowance,
        TokenVerifier verifier,
        InstantSource clock) {
    /** A stolen or forgotten token is usually older. */
    private static final Duration RECENT_SIGN_IN = Duration.ofMinutes(5);

    /** A client that registers is not authenticated. */
    private static final long NO_ACTOR = 0;

    /**
     * Creates an account.
     *
     * @param key the idempotency key of the client, if any
     * @throws BoardException CONFLICT if the username is taken, or TOO_MANY
     */
    StoredResponse register(NewUser user, Optional<String> key, String address) {
        limits.register(address);
        var password = passwords.hash(user.password());
        var created = new AtomicBoolean();
        var response =
                records.once(NO_ACTOR, key.map(name -> scopedKey(name, user)), user.fingerprint(), transaction -> {
                    created.set(false); // it may run again
                    if (AccountStore.isTaken(transaction, user.username())) {
                        throw usernameTaken(user);
                    }
                    long id = AccountStore.insert(transaction, user, password);
                    created.set(true);
                    return new StoredResponse(
                            id, Json.text(BoardUser.of(requireExisting(users.find(transaction, id), id))));
                });
        if (!created.get() && !signIn.isPasswordOf(response.item(), user.password())) {
            throw usernameTaken(user);
        }
        return response;
    }

    /**
     * Adds the username to the key, because all registrations share one key space: clients with the same key and different
     * usernames do not collide. The address is not part of it, because it may differ in a retry. The result is a digest,
     * because a key alone may fill the column.
     */
    private static String scopedKey(String key, NewUser user) {
        return Sha256.hex(user.username() + " " + key);
    }

    private static BoardException usernameTaken(NewUser user) {
        return new BoardException(
                BoardException.Kind.CONFLICT, "The username " + user.username() + " is taken: choose another.");
    }

    /**
     * Changes the profile of an account and its password. A new password ends all sessions of the account.
     *
     * @throws BoardException FORBIDDEN if the account belongs to another user, or STALE
     */
    ChangedAccount change(long actor, long id, UserChange wanted, @Nullable String ifMatch, String address) {
        requireExisting(users.find(id), id);
        if (actor != id) {
            throw new BoardException(
                    BoardException.Kind.FORBIDDEN,
                    "This account belongs to another user. Only its owner may change it.");
        }
        allowance.take(
                actor, Objects.requireNonNullElse(wanted.name(), "") + Objects.requireNonNullElse(wanted.bio(), ""));
        var password = Optional.ofNullable(wanted.password());
        var old = Optional.ofNullable(wanted.oldPassword())
                .filter(given -> password.isPresent())
                .map(given -> signIn.verifiedHash(id, given, address));
        var hash = password.map(passwords::hash);
        return users.database().write(transaction -> {
            var now = requireExisting(users.find(transaction, id), id);
            new Version(now.version()).requireUnchanged(ifMatch);
            var position = old.map(text -> replace(transaction, id, text, hash.orElseThrow()));
            AccountStore.updateProfile(
                    transaction,
                    id,
                    Optional.ofNullable(wanted.name()).orElse(now.name()),
                    Optional.ofNullable(wanted.bio()).orElse(now.bio()));
            return new ChangedAccount(requireExisting(users.find(transaction, id), id), position);
        });
    }

    /**
     * Deletes an account and its personal data. Its posts and threads stay.
     *
     * @throws BoardException FORBIDDEN unless the account is the actor's own and the actor has just signed in, or the actor
     *     is a moderator; or STALE
     */
    void delete(TokenClaims session, long id, @Nullable String ifMatch) {
        requireExisting(users.find(id), id);
        verifier.requireOwnerOrModerator(session.user(), id);
        if (session.user() == id && session.signedIn().plus(RECENT_SIGN_IN).isBefore(clock.instant())) {
            throw new BoardException(
                    BoardException.Kind.FORBIDDEN,
                    "To delete your account, sign in again with your password, and send the request within "
                            + RECENT_SIGN_IN.toMinutes() + " minutes.");
        }
        users.database().write(transaction -> {
            new Version(requireExisting(users.find(transaction, id), id).version()).requireUnchanged(ifMatch);
            AccountStore.erase(transaction, id);
            return null;
        });
    }

    /**
     * Returns the user that was found.
     *
     * @throws BoardException NOT_FOUND, or GONE if the user is deleted
     */
    static UserView requireExisting(Optional<UserView> found, Object name) {
        var user = found.orElseThrow(() -> BoardException.notFound("user", name));
        if (user.isDeleted()) {
            throw new BoardException(BoardException.Kind.GONE, "The account of the user " + name + " was deleted.");
        }
        return user;
    }

    private static long replace(WriteTransaction transaction, long id, String old, Argon2 password) {
        if (!AccountStore.replacePassword(transaction, id, old, password)) {
            throw new BoardException(
                    BoardException.Kind.CONFLICT, "Another request has just changed the password. Sign in again.");
        }
        return AccountStore.endSessions(transaction, id);
    }
}
