package banyan.users;

import banyan.core.BoardException;
import banyan.core.auth.TokenClaims;
import banyan.core.auth.TokenVerifier;
import banyan.core.idempotency.IdempotencyRecords;
import banyan.core.idempotency.StoredResponse;
import banyan.core.store.Sha256;
import banyan.core.store.WriteTransaction;
import banyan.core.users.UserView;
import banyan.core.web.Json;
import banyan.core.web.Version;
import banyan.core.web.WriteAllowance;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The rules by which accounts are made, changed and given up. */
record AccountService(
        UserStore users,
        IdempotencyRecords receipts,
        Passwords passwords,
        SignIn signIn,
        Limits limits,
        WriteAllowance allowance,
        TokenVerifier actors,
        InstantSource clock) {
    /** Who has a token that was stolen, or left behind, has had it for longer. */
    private static final Duration RECENTLY = Duration.ofMinutes(5);

    /** Whoever registers is nobody yet. */
    private static final long NOBODY = 0;

    /**
     * Makes an account.
     *
     * @param key what the client calls the request, if it does
     * @throws BoardException CONFLICT if the username is taken, or TOO_MANY
     */
    StoredResponse register(NewUser user, Optional<String> key, String address) {
        limits.register(address);
        var password = passwords.hash(user.password());
        var made = new AtomicBoolean();
        var receipt = receipts.once(NOBODY, key.map(name -> ownName(name, user)), user.fingerprint(), change -> {
            if (AccountStore.isTaken(change, user.username())) {
                throw taken(user);
            }
            long id = AccountStore.insert(change, user, password);
            made.set(true);
            return new StoredResponse(id, Json.text(BoardUser.of(known(users.find(change, id), id))));
        });
        if (!made.get() && !signIn.isPasswordOf(receipt.item(), user.password())) {
            throw taken(user);
        }
        return receipt;
    }

    /**
     * All who register share one space of keys. With the username in it, none uses up another's key: a username is taken
     * once in any case. No address is in it, as it may be another one when a request is sent again. It is a
     * digest, as a key alone may fill the column.
     */
    private static String ownName(String key, NewUser user) {
        return Sha256.hex(user.username() + " " + key);
    }

    private static BoardException taken(NewUser user) {
        return new BoardException(
                BoardException.Kind.CONFLICT, "The username " + user.username() + " is taken: choose another.");
    }

    /**
     * Changes what users say about themselves, and their password, which ends all their sessions.
     *
     * @throws BoardException FORBIDDEN for somebody else, or STALE
     */
    ChangedAccount change(long actor, long id, UserChange wanted, @Nullable String ifMatch, String address) {
        known(users.find(id), id);
        if (actor != id) {
            throw new BoardException(
                    BoardException.Kind.FORBIDDEN, "This is somebody else's account: only they may change it.");
        }
        allowance.take(
                actor, Objects.requireNonNullElse(wanted.name(), "") + Objects.requireNonNullElse(wanted.bio(), ""));
        var password = Optional.ofNullable(wanted.password());
        var old = Optional.ofNullable(wanted.oldPassword())
                .filter(given -> password.isPresent())
                .map(given -> signIn.confirmed(id, given, address));
        var hash = password.map(passwords::hash);
        return users.database().write(change -> {
            var now = known(users.find(change, id), id);
            new Version(now.version()).requireUnchanged(ifMatch);
            var position = old.map(text -> replace(change, id, text, hash.orElseThrow()));
            AccountStore.describe(
                    change,
                    id,
                    Optional.ofNullable(wanted.name()).orElse(now.name()),
                    Optional.ofNullable(wanted.bio()).orElse(now.bio()));
            return new ChangedAccount(known(users.find(change, id), id), position);
        });
    }

    /**
     * Gives up an account: what it wrote stays, who it was is forgotten.
     *
     * @throws BoardException FORBIDDEN unless it is the actor's own, who has just signed in, or the actor moderates; or
     *     STALE
     */
    void leave(TokenClaims session, long id, @Nullable String ifMatch) {
        known(users.find(id), id);
        actors.requireOwnerOrModerator(session.user(), id);
        if (session.user() == id && session.signedIn().plus(RECENTLY).isBefore(clock.instant())) {
            throw new BoardException(
                    BoardException.Kind.FORBIDDEN,
                    "To give up your account, sign in again with your password, and then do this within "
                            + RECENTLY.toMinutes() + " minutes.");
        }
        users.database().write(change -> {
            new Version(known(users.find(change, id), id).version()).requireUnchanged(ifMatch);
            AccountStore.erase(change, id);
            return null;
        });
    }

    /**
     * A user who is still here.
     *
     * @throws BoardException NOT_FOUND, or GONE
     */
    static UserView known(Optional<UserView> found, Object name) {
        var user = found.orElseThrow(() -> BoardException.notFound("user", name));
        if (user.isDeleted()) {
            throw new BoardException(BoardException.Kind.GONE, "The user " + name + " has left.");
        }
        return user;
    }

    private static long replace(WriteTransaction change, long id, String old, Argon2 password) {
        if (!AccountStore.replacePassword(change, id, old, password)) {
            throw new BoardException(
                    BoardException.Kind.CONFLICT, "The password has just been changed by another request.");
        }
        return AccountStore.endSessions(change, id);
    }
}
