package banyan.users;

import banyan.core.database.Timestamps;
import banyan.core.store.Database;
import banyan.core.store.WriteTransaction;
import banyan.core.users.UserView;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The public columns of the table of accounts. */
record UserStore(Database database) {
    private static final String SELECT = "SELECT id, username, name, bio, joined_at, deleted_at, version FROM account ";

    List<UserView> list(long after, int limit) {
        return database.read(handle -> handle.createQuery(SELECT + "WHERE id > :after ORDER BY id LIMIT :limit")
                .bind("after", after)
                .bind("limit", limit)
                .map(UserStore::user)
                .list());
    }

    /** Returns the users that exist among these ids, of which there must be at least one. */
    List<UserView> findAll(Collection<Long> ids) {
        return database.read(handle -> handle.createQuery(SELECT + "WHERE id IN (<ids>) ORDER BY id")
                .bindList("ids", List.copyOf(ids))
                .map(UserStore::user)
                .list());
    }

    Optional<UserView> find(long id) {
        return database.read(handle -> find(handle, id));
    }

    /** Returns the user as the transaction will leave it. */
    Optional<UserView> find(WriteTransaction transaction, long id) {
        return find(transaction.handle(), id);
    }

    Optional<UserView> find(Username username) {
        return database.read(handle -> handle.createQuery(SELECT + "WHERE username = :username")
                .bind("username", username.text())
                .map(UserStore::user)
                .findOne());
    }

    /** Writes a user of the tutorial, which has its own id. */
    static void writeTutorial(WriteTransaction transaction, int number, JsonNode row) {
        transaction
                .handle()
                .execute(
                        "INSERT INTO account (id, username, name, bio, joined_at) VALUES (?, ?, ?, ?, ?)",
                        row.path("id").asLong(),
                        row.path("username").asText(),
                        row.path("name").asText(),
                        row.path("bio").asText(),
                        transaction.at());
        transaction.record("created", row.path("id").asLong(), null);
    }

    private static Optional<UserView> find(Handle handle, long id) {
        return handle.createQuery(SELECT + "WHERE id = :id")
                .bind("id", id)
                .map(UserStore::user)
                .findOne();
    }

    /**
     * The username of a deleted user is stored only so that nobody else can register it. Columns are read by number: to find
     * them by name, a driver builds a map for each result, which costs a sixth of the whole request.
     */
    private static UserView user(ResultSet row, StatementContext context) throws SQLException {
        if (row.getObject(6) != null) {
            return UserView.gone(row.getLong(1));
        }
        return new UserView(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                Timestamps.of(row, 5),
                false,
                row.getLong(7));
    }
}
