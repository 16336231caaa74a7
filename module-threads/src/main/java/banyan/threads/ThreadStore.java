package banyan.threads;

import banyan.core.Feed;
import banyan.core.database.Timestamps;
import banyan.core.store.Database;
import banyan.core.store.WriteTransaction;
import banyan.core.threads.ThreadView;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The table of threads. */
record ThreadStore(Database database) {
    List<ThreadView> list(long after, int limit) {
        return threads("""
                SELECT id, title, created_by, created_at, post_count, last_post_at, version, derived FROM thread
                WHERE id > :after ORDER BY id LIMIT :limit
                """, Map.of("after", after, "limit", limit));
    }

    /** Returns the threads whose activity is before this one, the latest first. */
    List<ThreadView> active(Activity before, int limit) {
        return threads(
                """
                SELECT id, title, created_by, created_at, post_count, last_post_at, version, derived FROM thread
                WHERE (active_at, id) < (:at, :id) ORDER BY active_at DESC, id DESC LIMIT :limit
                """,
                Map.of(
                        "at",
                        OffsetDateTime.ofInstant(before.at(), ZoneOffset.UTC),
                        "id",
                        before.thread(),
                        "limit",
                        limit));
    }

    Optional<ThreadView> find(long id) {
        return database.read(handle -> find(handle, id));
    }

    /** Returns the current thread. No other transaction changes it before this one is committed. */
    static Optional<ThreadView> find(WriteTransaction transaction, long id) {
        return find(transaction.handle(), id);
    }

    private static Optional<ThreadView> find(Handle handle, long id) {
        return handle.createQuery("""
                        SELECT id, title, created_by, created_at, post_count, last_post_at, version, derived FROM thread
                        WHERE id = :id
                        """).bind("id", id).map(ThreadStore::thread).findOne();
    }

    /** Inserts a thread and returns it. */
    static ThreadView insert(WriteTransaction transaction, long user, ThreadTitle title) {
        long id = transaction
                .handle()
                .createUpdate("""
                        INSERT INTO thread (title, created_by, created_at, active_at) VALUES (:title, :user, :at, :at)
                        """)
                .bind("title", title.title())
                .bind("user", user)
                .bind("at", transaction.at())
                .executeAndReturnGeneratedKeys("id")
                .mapTo(long.class)
                .one();
        transaction.record(Feed.Entry.CREATED, id, id);
        return new ThreadView(id, title.title(), user, transaction.at().toInstant(), 0, null, 1, 0);
    }

    /** Stores a new title and returns the changed thread. */
    static ThreadView update(WriteTransaction transaction, ThreadView thread, ThreadTitle title) {
        transaction
                .handle()
                .execute("UPDATE thread SET title = ?, version = version + 1 WHERE id = ?", title.title(), thread.id());
        transaction.record(Feed.Entry.CHANGED, thread.id(), thread.id());
        return new ThreadView(
                thread.id(),
                title.title(),
                thread.createdBy(),
                thread.createdAt(),
                thread.postCount(),
                thread.lastPostAt(),
                thread.version() + 1,
                thread.derived());
    }

    static void delete(WriteTransaction transaction, ThreadView thread) {
        transaction.handle().execute("DELETE FROM thread WHERE id = ?", thread.id());
        transaction.record(Feed.Entry.DELETED, thread.id(), thread.id());
    }

    /** Writes a thread of the tutorial, which has its own id. */
    static void writeTutorial(WriteTransaction transaction, int number, JsonNode row) {
        transaction
                .handle()
                .execute(
                        "INSERT INTO thread (id, title, created_by, created_at, active_at) VALUES (?, ?, ?, ?, ?)",
                        row.path("id").asLong(),
                        row.path("title").asText(),
                        row.path("createdBy").asLong(),
                        transaction.at(),
                        transaction.at());
        transaction.record(
                Feed.Entry.CREATED, row.path("id").asLong(), row.path("id").asLong());
    }

    private List<ThreadView> threads(String sql, Map<String, ?> values) {
        return database.read(handle ->
                handle.createQuery(sql).bindMap(values).map(ThreadStore::thread).list());
    }

    private static ThreadView thread(ResultSet row, StatementContext context) throws SQLException {
        return new ThreadView(
                row.getLong("id"),
                row.getString("title"),
                row.getLong("created_by"),
                Timestamps.of(row, "created_at"),
                row.getLong("post_count"),
                Timestamps.orNull(row, "last_post_at"),
                row.getLong("version"),
                row.getLong("derived"));
    }
}
