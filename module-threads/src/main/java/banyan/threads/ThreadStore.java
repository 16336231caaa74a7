package banyan.threads;

import banyan.core.store.Change;
import banyan.core.store.Database;
import banyan.core.store.Times;
import banyan.core.threads.ThreadView;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/** The table of threads. */
record ThreadStore(Database database) {
    List<ThreadView> first(int limit) {
        return database.read(handle -> handle.createQuery("""
                        SELECT id, title, created_by, created_at, post_count, last_post_at, version, derived FROM thread ORDER BY id LIMIT :limit
                        """)
                .bind("limit", limit)
                .map(ThreadStore::thread)
                .list());
    }

    Optional<ThreadView> find(long id) {
        return database.read(handle ->
                handle.createQuery("""
                        SELECT id, title, created_by, created_at, post_count, last_post_at, version, derived FROM thread WHERE id = :id
                        """).bind("id", id).map(ThreadStore::thread).findOne());
    }

    /** The tutorial numbers its threads. */
    static void writeTutorial(Change change, int number, JsonNode row) {
        change.handle()
                .execute(
                        "INSERT INTO thread (id, title, created_by, created_at, active_at) VALUES (?, ?, ?, ?, ?)",
                        row.path("id").asLong(),
                        row.path("title").asText(),
                        row.path("createdBy").asLong(),
                        change.at(),
                        change.at());
        change.record("created", row.path("id").asLong(), row.path("id").asLong());
    }

    private static ThreadView thread(ResultSet row, StatementContext context) throws SQLException {
        return new ThreadView(
                row.getLong("id"),
                row.getString("title"),
                row.getLong("created_by"),
                Times.of(row, "created_at"),
                row.getLong("post_count"),
                Times.orNull(row, "last_post_at"),
                row.getLong("version"),
                row.getLong("derived"));
    }
}
