package banyan.core.auth;

import banyan.core.Feed;
import banyan.core.feed.FeedConsumer;
import banyan.core.feed.Follower;
import banyan.core.feed.ReplayCleanup;
import banyan.core.store.Database;
import banyan.core.store.WriteTransaction;
import banyan.core.users.Users;
import java.util.List;
import java.util.function.Supplier;

/**
 * The sessions that ended before their tokens expire: those of deleted users, and those before a change of password.
 * Follows the feed of users. During a replay, ended sessions stay ended.
 */
public final class RevokedSessions implements FeedConsumer {
    private final Database database;
    private final RevokedSessionStore store;

    public RevokedSessions(Database database) {
        this.database = database;
        store = new RevokedSessionStore(database);
    }

    /** Starts to follow the feed of users, until the follower is closed. */
    public Follower follow(Supplier<? extends Users> users) {
        return Follower.start(database, "users", () -> users.get().feed(), this);
    }

    /**
     * Returns whether a session has ended.
     *
     * @param issued the cursor of the users feed when the token was issued
     */
    public boolean contains(long user, Feed.Cursor issued) {
        return store.contains(user, issued.position());
    }

    @Override
    public void apply(WriteTransaction transaction, Feed.Entry entry, long replay) {
        switch (entry.kind()) {
            case Feed.Entry.DELETED -> RevokedSessionStore.endAll(transaction, entry.id(), replay);
            case Feed.Entry.SESSIONS_ENDED -> RevokedSessionStore.end(transaction, entry, replay);
            default -> {} // irrelevant to tokens
        }
    }

    @Override
    public List<ReplayCleanup> sweeps() {
        return List.of(
                ReplayCleanup.unconfirmed("deleted_user", "id"),
                ReplayCleanup.unconfirmed("ended_session", "id"),
                ReplayCleanup.setting("ended_session", "id", "position = confirmed"));
    }
}
