package banyan.core.store;

import banyan.core.Feed;
import banyan.core.users.Users;
import java.util.function.Supplier;

/**
 * Which sessions have ended before their tokens expire, as far as a module has heard: those of users who have left, or
 * have changed their passwords. It follows the feed of users.
 */
public record EndedSessions(Database database) {
    /** Follows until it is closed. */
    public Follower follow(Supplier<? extends Users> users) {
        return Follower.start(database, "users", users, EndedSessions::note);
    }

    /**
     * Whether a session has ended.
     *
     * @param issuedAt the position that the feed of users had when the token was issued
     */
    public boolean contains(long user, long issuedAt) {
        return database.read(handle -> handle.createQuery("""
                                SELECT (SELECT COUNT(*) FROM deleted_user WHERE id = :user)
                                    + (SELECT COUNT(*) FROM ended_session WHERE id = :user AND position > :issued)
                                """)
                        .bind("user", user)
                        .bind("issued", issuedAt)
                        .mapTo(int.class)
                        .one()
                > 0);
    }

    private static void note(Change change, Feed.Entry entry) {
        switch (entry.kind()) {
            case Feed.Entry.DELETED -> {
                change.handle().execute("DELETE FROM deleted_user WHERE id = ?", entry.id());
                change.handle().execute("INSERT INTO deleted_user (id) VALUES (?)", entry.id());
            }
            case Feed.Entry.SESSIONS_ENDED -> {
                change.handle().execute("DELETE FROM ended_session WHERE id = ?", entry.id());
                change.handle()
                        .execute(
                                "INSERT INTO ended_session (id, position) VALUES (?, ?)", entry.id(), entry.position());
            }
            default -> {} // of no matter to tokens
        }
    }
}
