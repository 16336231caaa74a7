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

/** The table of accounts, as others see it. */
record UserStore(Database database) {
    private static final String SELECT = "SELECT id, username, name, bio, joined_at, deleted_at, version FROM account ";

    List<UserView> list(long after, int limit) {
        return database.read(handle -> handle.createQuery(SELECT + "WHERE id > :after ORDER BY id LIMIT :limit")
                .bind("after", after)
                .bind("limit", limit)
                .map(UserStore::user)
                .list());
    }

    /** Those of these that there are, at least one being asked for. */
    List<UserView> all(Collection<Long> ids) {
        return database.read(handle -> handle.createQuery(SELECT + "WHERE id IN (<ids>) ORDER BY id")
                .bindList("ids", List.copyOf(ids))
                .map(UserStore::user)
                .list());
    }

    Optional<UserView> find(long id) {
        return database.read(handle -> find(handle, id));
    }

    /** As the change will leave it. */
    Optional<UserView> find(WriteTransaction change, long id) {
        return find(change.handle(), id);
    }

    Optional<UserView> find(Username username) {
        return database.read(handle -> handle.createQuery(SELECT + "WHERE username = :username")
                .bind("username", username.text())
                .map(UserStore::user)
                .findOne());
    }

    /** The tutorial numbers its users. */
    static void writeTutorial(WriteTransaction change, int number, JsonNode row) {
        change.handle()
                .execute(
                        "INSERT INTO account (id, username, name, bio, joined_at) VALUES (?, ?, ?, ?, ?)",
                        row.path("id").asLong(),
                        row.path("username").asText(),
                        row.path("name").asText(),
                        row.path("bio").asText(),
                        change.at());
        change.record("created", row.path("id").asLong(), null);
    }

    private static Optional<UserView> find(Handle handle, long id) {
        return handle.createQuery(SELECT + "WHERE id = :id")
                .bind("id", id)
                .map(UserStore::user)
                .findOne();
    }

    /**
     * Of who has left, the username is kept only so that nobody else gets it. Columns are read by their numbers: for
     * their names, a driver makes a map of all of them for each answer, which costs a sixth of the whole request.
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
