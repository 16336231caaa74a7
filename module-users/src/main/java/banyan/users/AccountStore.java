package banyan.users;

import banyan.core.Feed;
import banyan.core.database.Timestamps;
import banyan.core.feed.FeedHistory;
import banyan.core.store.Database;
import banyan.core.store.WriteTransaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table of accounts, for signing in and for changing them. */
record AccountStore(Database database) {
    Optional<Account> find(Username username) {
        return find("username", username.text());
    }

    Optional<Account> find(long id) {
        return find("id", id);
    }

    /** The head of the feed is read first: a password that is changed between the two ends what begins with the old one. */
    private Optional<Account> find(String column, Object value) {
        return database.read(handle -> {
            long head = head(handle);
            return handle.createQuery("""
                            SELECT id, password, moderates, deleted_at, sessions_from FROM account WHERE <column> = :value
                            """)
                    .define("column", column)
                    .bind("value", value)
                    .map((row, context) -> account(row, head))
                    .findOne();
        });
    }

    /**
     * Whether a session has ended. One of a position that this feed has not come to, or of another feed, began in data that
     * are lost, and one of an unknown account likewise.
     */
    boolean hasEnded(long id, Feed.Cursor issued) {
        return database.read(handle -> !FeedHistory.has(handle, issued)
                || handle.createQuery("""
                                SELECT COUNT(*) FROM account WHERE id = :id AND deleted_at IS NULL
                                AND :issued BETWEEN sessions_from AND (SELECT position FROM feed_head)
                                """)
                                .bind("id", id)
                                .bind("issued", issued.position())
                                .mapTo(int.class)
                                .one()
                        == 0);
    }

    private static long head(Handle handle) {
        return handle.select("SELECT position FROM feed_head").mapTo(long.class).one();
    }

    /** The usernames of those who moderate, in their order. */
    List<String> moderators() {
        return database.read(handle -> handle.select("SELECT username FROM account WHERE moderates ORDER BY username")
                .mapTo(String.class)
                .list());
    }

    /** Whether an account has the username, one that is deleted included. */
    static boolean isTaken(WriteTransaction change, String username) {
        return change.handle()
                        .createQuery("SELECT COUNT(*) FROM account WHERE username = :username")
                        .bind("username", username)
                        .mapTo(int.class)
                        .one()
                > 0;
    }

    static long insert(WriteTransaction change, NewUser user, Argon2 password) {
        long id = change.handle()
                .createUpdate("""
                        INSERT INTO account (username, name, bio, joined_at, password)
                        VALUES (:username, :name, :bio, :at, :password)
                        """)
                .bind("username", user.username())
                .bind("name", user.name())
                .bind("bio", user.bio())
                .bind("at", change.at())
                .bind("password", password.text())
                .executeAndReturnGeneratedKeys("id")
                .mapTo(long.class)
                .one();
        change.record(Feed.Entry.CREATED, id, null);
        return id;
    }

    static void describe(WriteTransaction change, long id, String name, String bio) {
        change.handle()
                .execute("UPDATE account SET name = ?, bio = ?, version = version + 1 WHERE id = ?", name, bio, id);
        change.record(Feed.Entry.CHANGED, id, null);
    }

    /** Sets another password, if it is still this one. */
    static boolean replacePassword(WriteTransaction change, long id, String old, Argon2 password) {
        return change.handle()
                        .execute(
                                "UPDATE account SET password = ? WHERE id = ? AND password = ?",
                                password.text(),
                                id,
                                old)
                > 0;
    }

    /**
     * Ends the sessions of an account.
     *
     * @return the position from which new ones count
     */
    static long endSessions(WriteTransaction change, long id) {
        change.record(Feed.Entry.SESSIONS_ENDED, id, null);
        long position = head(change.handle());
        change.handle().execute("UPDATE account SET sessions_from = ? WHERE id = ?", position, id);
        return position;
    }

    /** Keeps the id and the username, which are never given again. */
    static void erase(WriteTransaction change, long id) {
        change.handle().execute("""
                UPDATE account SET name = '', bio = '', password = NULL, moderates = FALSE,
                deleted_at = ?, version = version + 1 WHERE id = ?
                """, change.at(), id);
        KnownNetworkStore.forget(change, id);
        change.record(Feed.Entry.DELETED, id, null);
    }

    /** Returns whether there is such an account, which somebody can sign in to. */
    boolean moderate(Username username, boolean moderates) {
        return database.write(change -> change.handle()
                        .execute(
                                "UPDATE account SET moderates = ? WHERE username = ? AND password IS NOT NULL",
                                moderates,
                                username.text())
                > 0);
    }

    private static Account account(ResultSet row, long head) throws SQLException {
        return new Account(
                row.getLong("id"),
                Optional.ofNullable(row.getString("password")),
                row.getBoolean("moderates"),
                Timestamps.orNull(row, "deleted_at") != null,
                Math.max(head, row.getLong("sessions_from")));
    }
}
