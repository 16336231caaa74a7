package banyan.posts;

import banyan.core.Feed;
import banyan.core.database.Timestamps;
import banyan.core.posts.PostView;
import banyan.core.store.Database;
import banyan.core.store.WriteTransaction;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The table of posts. */
record PostStore(Database database) {
    List<PostView> list(long after, int limit) {
        return posts("""
                SELECT id, thread, text, author, created_at, edited_at, version FROM post
                WHERE id > :after ORDER BY id LIMIT :limit
                """, Map.of("after", after, "limit", limit));
    }

    List<PostView> newest(long before, int limit) {
        return posts("""
                SELECT id, thread, text, author, created_at, edited_at, version FROM post
                WHERE id < :before ORDER BY id DESC LIMIT :limit
                """, Map.of("before", before, "limit", limit));
    }

    /**
     * Returns no posts of a deleted thread. Orders by both columns of the index, although one is constant: otherwise H2 sorts
     * all posts of the thread for each page.
     */
    List<PostView> inThread(long thread, long after, int limit) {
        return posts("""
                SELECT id, thread, text, author, created_at, edited_at, version FROM post
                WHERE thread = :thread AND id > :after
                AND NOT EXISTS (SELECT 1 FROM deleted_thread WHERE deleted_thread.id = :thread)
                ORDER BY thread, id LIMIT :limit
                """, Map.of("thread", thread, "after", after, "limit", limit));
    }

    /** Orders by both columns of the index, as {@link #inThread} does. */
    List<PostView> byUser(long user, long after, int limit) {
        return posts("""
                SELECT id, thread, text, author, created_at, edited_at, version FROM post
                WHERE author = :user AND id > :after ORDER BY author, id LIMIT :limit
                """, Map.of("user", user, "after", after, "limit", limit));
    }

    Optional<PostView> find(long id) {
        return database.read(handle -> find(handle, id));
    }

    /** Returns the current post. No other transaction changes it before this one is committed. */
    static Optional<PostView> find(WriteTransaction transaction, long id) {
        return find(transaction.handle(), id);
    }

    private static Optional<PostView> find(Handle handle, long id) {
        return handle.createQuery("""
                        SELECT id, thread, text, author, created_at, edited_at, version FROM post WHERE id = :id
                        """).bind("id", id).map(PostStore::post).findOne();
    }

    /** Inserts a post and returns it. */
    static PostView insert(WriteTransaction transaction, long user, NewPost post) {
        long id = transaction
                .handle()
                .createUpdate("""
                        INSERT INTO post (thread, text, author, created_at) VALUES (:thread, :text, :author, :at)
                        """)
                .bind("thread", post.thread())
                .bind("text", post.text())
                .bind("author", user)
                .bind("at", transaction.at())
                .executeAndReturnGeneratedKeys("id")
                .mapTo(long.class)
                .one();
        transaction.record(Feed.Entry.CREATED, id, post.thread());
        return new PostView(
                id, post.thread(), post.text(), user, transaction.at().toInstant(), null, 1);
    }

    /** Stores a new text and returns the changed post. */
    static PostView update(WriteTransaction transaction, PostView post, String text) {
        transaction
                .handle()
                .execute(
                        "UPDATE post SET text = ?, edited_at = ?, version = version + 1 WHERE id = ?",
                        text,
                        transaction.at(),
                        post.id());
        transaction.record(Feed.Entry.CHANGED, post.id(), post.thread());
        return new PostView(
                post.id(),
                post.thread(),
                text,
                post.user(),
                post.createdAt(),
                transaction.at().toInstant(),
                post.version() + 1);
    }

    static void delete(WriteTransaction transaction, PostView post) {
        transaction.handle().execute("DELETE FROM post WHERE id = ?", post.id());
        transaction.record(Feed.Entry.DELETED, post.id(), post.thread());
    }

    /** Writes a post of the tutorial. Its id is its position, because it has no other. */
    static void writeTutorial(WriteTransaction transaction, int number, JsonNode row) {
        transaction
                .handle()
                .execute(
                        "INSERT INTO post (id, thread, text, author, created_at) VALUES (?, ?, ?, ?, ?)",
                        number,
                        row.path("thread").asLong(),
                        row.path("text").asText(),
                        row.path("user").asLong(),
                        transaction.at());
        transaction.record(Feed.Entry.CREATED, number, row.path("thread").asLong());
    }

    private List<PostView> posts(String sql, Map<String, ?> values) {
        return database.read(handle ->
                handle.createQuery(sql).bindMap(values).map(PostStore::post).list());
    }

    private static PostView post(ResultSet row, StatementContext context) throws SQLException {
        return new PostView(
                row.getLong("id"),
                row.getLong("thread"),
                row.getString("text"),
                row.getLong("author"),
                Timestamps.of(row, "created_at"),
                Timestamps.orNull(row, "edited_at"),
                row.getLong("version"));
    }
}
