package banyan.core.auth;

import banyan.core.Feed;
import banyan.core.store.Database;
import banyan.core.store.WriteTransaction;

/** The tables of deleted users and of ended sessions. */
record RevokedSessionStore(Database database) {
    /** Returns whether a session has ended whose token was issued at a position of the feed of users. */
    boolean contains(long user, long issued) {
        return database.read(handle -> handle.createQuery("""
                                SELECT (SELECT COUNT(*) FROM deleted_user WHERE id = :user)
                                    + (SELECT COUNT(*) FROM ended_session WHERE id = :user AND position > :issued)
                                """)
                        .bind("user", user)
                        .bind("issued", issued)
                        .mapTo(int.class)
                        .one()
                > 0);
    }

    /** Ends all sessions of a user, also those that would begin later. */
    static void endAll(WriteTransaction transaction, long user, long replay) {
        transaction.handle().execute("DELETE FROM deleted_user WHERE id = ?", user);
        transaction.handle().execute("INSERT INTO deleted_user (id, replay) VALUES (?, ?)", user, replay);
    }

    /** Ends the sessions of a user that began before the entry. */
    static void end(WriteTransaction transaction, Feed.Entry entry, long replay) {
        int known = transaction
                .handle()
                .execute(
                        "UPDATE ended_session SET position = GREATEST(position, ?), confirmed = ?, replay = ? WHERE id = ?",
                        entry.position(),
                        entry.position(),
                        replay,
                        entry.id());
        if (known == 0) {
            transaction
                    .handle()
                    .execute(
                            "INSERT INTO ended_session (id, position, confirmed, replay) VALUES (?, ?, ?, ?)",
                            entry.id(),
                            entry.position(),
                            entry.position(),
                            replay);
        }
    }
}
