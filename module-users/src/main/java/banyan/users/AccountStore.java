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

    /**
     * Reads the head of the feed before the password. If the password changes between the reads, a session that begins with
     * the old one ends.
     */
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
     * Returns whether a session has ended. A session of an unknown account, of another feed or of a position after the head
     * of this feed began in data that a restore has lost: it has ended.
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

    /** Returns the sorted usernames of the moderators. */
    List<String> moderators() {
        return database.read(handle -> handle.select("SELECT username FROM account WHERE moderates ORDER BY username")
                .mapTo(String.class)
                .list());
    }

    /** Returns whether an account, possibly a deleted one, has the username. */
    static boolean isTaken(WriteTransaction transaction, String username) {
        return transaction
                        .handle()
                        .createQuery("SELECT COUNT(*) FROM account WHERE username = :username")
                        .bind("username", username)
                        .mapTo(int.class)
                        .one()
                > 0;
    }

    static long insert(WriteTransaction transaction, NewUser user, Argon2 password) {
        long id = transaction
                .handle()
                .createUpdate("""
                        INSERT INTO account (username, name, bio, joined_at, password)
                        VALUES (:username, :name, :bio, :at, :password)
                        """)
                .bind("username", user.username())
                .bind("name", user.name())
                .bind("bio", user.bio())
                .bind("at", transaction.at())
                .bind("password", password.text())
                .executeAndReturnGeneratedKeys("id")
                .mapTo(long.class)
                .one();
        transaction.record(Feed.Entry.CREATED, id, null);
        return id;
    }

    static void updateProfile(WriteTransaction transaction, long id, String name, String bio) {
        transaction
                .handle()
                .execute("UPDATE account SET name = ?, bio = ?, version = version + 1 WHERE id = ?", name, bio, id);
        transaction.record(Feed.Entry.CHANGED, id, null);
    }

    /** Replaces the password if the stored hash is still the old one. */
    static boolean replacePassword(WriteTransaction transaction, long id, String old, Argon2 password) {
        return transaction
                        .handle()
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
     * @return the position from which new sessions are valid
     */
    static long endSessions(WriteTransaction transaction, long id) {
        transaction.record(Feed.Entry.SESSIONS_ENDED, id, null);
        long position = head(transaction.handle());
        transaction.handle().execute("UPDATE account SET sessions_from = ? WHERE id = ?", position, id);
        return position;
    }

    /** Deletes the personal data. The id and the username stay, because neither is reused. */
    static void erase(WriteTransaction transaction, long id) {
        transaction.handle().execute("""
                UPDATE account SET name = '', bio = '', password = NULL, moderates = FALSE,
                deleted_at = ?, version = version + 1 WHERE id = ?
                """, transaction.at(), id);
        KnownNetworkStore.forget(transaction, id);
        transaction.record(Feed.Entry.DELETED, id, null);
    }

    /** Returns whether the account exists and somebody can sign in to it. */
    boolean setModerator(Username username, boolean moderates) {
        return database.write(transaction -> transaction
                        .handle()
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
