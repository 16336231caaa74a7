package banyan.core.store;

import banyan.core.Feed;
import banyan.core.users.Users;
import java.util.List;
import java.util.function.Supplier;

/**
 * Which sessions have ended before their tokens expire, as far as a module has heard: those of users who have left, or
 * have changed their passwords. It follows the feed of users. While that is replayed, nobody comes back whom the feed may
 * yet send away again.
 */
public record EndedSessions(Database database) implements Follower.Effect {
    /** Follows until it is closed. */
    public Follower follow(Supplier<? extends Users> users) {
        return Follower.start(database, "users", users, this);
    }

    /**
     * Whether a session has ended.
     *
     * @param issued where the feed of users was when the token was issued
     */
    public boolean contains(long user, Feed.Cursor issued) {
        return database.read(handle -> handle.createQuery("""
                                SELECT (SELECT COUNT(*) FROM deleted_user WHERE id = :user)
                                    + (SELECT COUNT(*) FROM ended_session WHERE id = :user AND position > :issued)
                                """)
                        .bind("user", user)
                        .bind("issued", issued.position())
                        .mapTo(int.class)
                        .one()
                > 0);
    }

    @Override
    public void apply(Change change, Feed.Entry entry, long replay) {
        switch (entry.kind()) {
            case Feed.Entry.DELETED -> {
                change.handle().execute("DELETE FROM deleted_user WHERE id = ?", entry.id());
                change.handle().execute("INSERT INTO deleted_user (id, replay) VALUES (?, ?)", entry.id(), replay);
            }
            case Feed.Entry.SESSIONS_ENDED -> end(change, entry, replay);
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

    private static void end(Change change, Feed.Entry entry, long replay) {
        int known = change.handle()
                .execute(
                        "UPDATE ended_session SET position = GREATEST(position, ?), confirmed = ?, replay = ? WHERE id = ?",
                        entry.position(),
                        entry.position(),
                        replay,
                        entry.id());
        if (known == 0) {
            change.handle()
                    .execute(
                            "INSERT INTO ended_session (id, position, confirmed, replay) VALUES (?, ?, ?, ?)",
                            entry.id(),
                            entry.position(),
                            entry.position(),
                            replay);
        }
    }
}
