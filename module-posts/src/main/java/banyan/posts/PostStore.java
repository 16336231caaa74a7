package banyan.posts;

import banyan.core.posts.PostView;
import banyan.core.store.Change;
import banyan.core.store.Database;
import banyan.core.store.Times;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/** The table of posts. */
record PostStore(Database database) {
    List<PostView> first(int limit) {
        return database.read(handle -> handle.createQuery("""
                        SELECT id, thread, text, author, created_at, edited_at, version FROM post ORDER BY id LIMIT :limit
                        """)
                .bind("limit", limit)
                .map(PostStore::post)
                .list());
    }

    List<PostView> inThread(long thread, int limit) {
        return database.read(handle -> handle.createQuery("""
                        SELECT id, thread, text, author, created_at, edited_at, version FROM post WHERE thread = :thread ORDER BY id LIMIT :limit
                        """)
                .bind("thread", thread)
                .bind("limit", limit)
                .map(PostStore::post)
                .list());
    }

    List<PostView> byUser(long user, int limit) {
        return database.read(handle -> handle.createQuery("""
                        SELECT id, thread, text, author, created_at, edited_at, version FROM post WHERE author = :user ORDER BY id LIMIT :limit
                        """)
                .bind("user", user)
                .bind("limit", limit)
                .map(PostStore::post)
                .list());
    }

    Optional<PostView> find(long id) {
        return database.read(handle ->
                handle.createQuery("""
                        SELECT id, thread, text, author, created_at, edited_at, version FROM post WHERE id = :id
                        """).bind("id", id).map(PostStore::post).findOne());
    }

    /** The tutorial's posts have no numbers but their order. */
    static void writeTutorial(Change change, int number, JsonNode row) {
        change.handle()
                .execute(
                        "INSERT INTO post (id, thread, text, author, created_at) VALUES (?, ?, ?, ?, ?)",
                        number,
                        row.path("thread").asLong(),
                        row.path("text").asText(),
                        row.path("user").asLong(),
                        change.at());
        change.record("created", number, row.path("thread").asLong());
    }

    private static PostView post(ResultSet row, StatementContext context) throws SQLException {
        return new PostView(
                row.getLong("id"),
                row.getLong("thread"),
                row.getString("text"),
                row.getLong("author"),
                Times.of(row, "created_at"),
                Times.orNull(row, "edited_at"),
                row.getLong("version"));
    }
}
