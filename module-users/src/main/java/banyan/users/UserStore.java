package banyan.users;

import banyan.core.store.Change;
import banyan.core.store.Database;
import banyan.core.store.Times;
import banyan.core.users.UserView;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/** The table of accounts. */
record UserStore(Database database) {
    List<UserView> first(int limit) {
        return database.read(handle -> handle.createQuery("""
                        SELECT id, username, name, bio, joined_at, deleted_at, version FROM account ORDER BY id LIMIT :limit
                        """)
                .bind("limit", limit)
                .map(UserStore::user)
                .list());
    }

    Optional<UserView> find(long id) {
        return database.read(handle ->
                handle.createQuery("""
                        SELECT id, username, name, bio, joined_at, deleted_at, version FROM account WHERE id = :id
                        """).bind("id", id).map(UserStore::user).findOne());
    }

    /** The tutorial numbers its users. */
    static void writeTutorial(Change change, int number, JsonNode row) {
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

    private static UserView user(ResultSet row, StatementContext context) throws SQLException {
        return new UserView(
                row.getLong("id"),
                row.getString("username"),
                row.getString("name"),
                row.getString("bio"),
                Times.of(row, "joined_at"),
                Times.orNull(row, "deleted_at") != null,
                row.getLong("version"));
    }
}
