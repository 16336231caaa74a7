package banyan.core.auth;

import banyan.core.Feed;
import banyan.core.feed.FeedConsumer;
import banyan.core.feed.Follower;
import banyan.core.feed.Sweep;
import banyan.core.store.Database;
import banyan.core.store.WriteTransaction;
import banyan.core.users.Users;
import java.util.List;
import java.util.function.Supplier;

/**
 * The sessions that ended before their tokens expire, as far as a module has heard: those of deleted users and of users with a
 * new password. Follows the feed of users. While the feed is replayed, sessions that have ended stay ended.
 */
public final class RevokedSessions implements FeedConsumer {
    private final Database database;
    private final RevokedSessionStore store;

    public RevokedSessions(Database database) {
        this.database = database;
        store = new RevokedSessionStore(database);
    }

    /** Follows the feed of users until it is closed. */
    public Follower follow(Supplier<? extends Users> users) {
        return Follower.start(database, "users", () -> users.get().feed(), this);
    }

    /**
     * Returns whether a session has ended.
     *
     * @param issued where the feed of users was when the token was issued
     */
    public boolean contains(long user, Feed.Cursor issued) {
        return store.contains(user, issued.position());
    }

    @Override
    public void apply(WriteTransaction change, Feed.Entry entry, long replay) {
        switch (entry.kind()) {
            case Feed.Entry.DELETED -> RevokedSessionStore.endAll(change, entry.id(), replay);
            case Feed.Entry.SESSIONS_ENDED -> RevokedSessionStore.end(change, entry, replay);
            default -> {} // of no matter to tokens
        }
    }

    @Override
    public List<Sweep> sweeps() {
        return List.of(
                Sweep.unconfirmed("deleted_user", "id"),
                Sweep.unconfirmed("ended_session", "id"),
                Sweep.setting("ended_session", "id", "position = confirmed"));
    }
}
