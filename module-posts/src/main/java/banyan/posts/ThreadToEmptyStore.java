package banyan.posts;

import banyan.core.store.Backlog;
import banyan.core.store.Database;
import banyan.core.store.WriteTransaction;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** The table of threads that are gone, and whose posts are still to go: a few at a time, however many there are. */
record ThreadToEmptyStore(Database database) {
    /** What others wait for with their writes meanwhile. */
    private static final int AT_ONCE = 100;

    /** Empties them until it is closed. */
    Backlog start() {
        return Backlog.start(database, "emptying", handle -> next(handle).isPresent(), ThreadToEmptyStore::step);
    }

    /** Has the posts of a thread go, if it has any. */
    static void add(WriteTransaction change, long thread) {
        if (!some(change, thread).isEmpty() && !contains(change, thread)) {
            change.handle().execute("INSERT INTO thread_to_empty (id) VALUES (?)", thread);
        }
    }

    /** Deletes some posts, and returns whether there was something to do. */
    static boolean step(WriteTransaction change) {
        var thread = next(change.handle());
        thread.ifPresent(id -> {
            var posts = some(change, id);
            if (!posts.isEmpty()) {
                delete(change, id, posts);
            }
            if (posts.size() < AT_ONCE) {
                change.handle().execute("DELETE FROM thread_to_empty WHERE id = ?", id);
            }
        });
        return thread.isPresent();
    }

    /** After a replay: a thread that it has not said to be deleted is not emptied any further. */
    static OptionalLong keepUnconfirmed(WriteTransaction change, long replay, long after) {
        change.handle()
                .execute(
                        "DELETE FROM thread_to_empty WHERE id IN (SELECT id FROM deleted_thread WHERE replay < ?)",
                        replay);
        return OptionalLong.empty();
    }

    private static Optional<Long> next(Handle handle) {
        return handle.select("SELECT id FROM thread_to_empty ORDER BY id LIMIT 1")
                .mapTo(Long.class)
                .findOne();
    }

    private static boolean contains(WriteTransaction change, long thread) {
        return change.handle()
                        .createQuery("SELECT COUNT(*) FROM thread_to_empty WHERE id = :id")
                        .bind("id", thread)
                        .mapTo(int.class)
                        .one()
                > 0;
    }

    private static List<Long> some(WriteTransaction change, long thread) {
        return change.handle()
                .createQuery("SELECT id FROM post WHERE thread = :thread ORDER BY thread, id LIMIT :limit")
                .bind("thread", thread)
                .bind("limit", AT_ONCE)
                .mapTo(Long.class)
                .list();
    }

    private static void delete(WriteTransaction change, long thread, List<Long> posts) {
        long last = posts.get(posts.size() - 1);
        change.handle().execute("DELETE FROM post WHERE thread = ? AND id <= ?", thread, last);
        change.recordDeleted(posts, thread);
    }
}
