package banyan.posts;

import banyan.core.store.Backlog;
import banyan.core.store.Database;
import banyan.core.store.WriteTransaction;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** The table of deleted threads whose posts are not all deleted yet. Posts are deleted in batches, however many there are. */
record ThreadToEmptyStore(Database database) {
    /** Other writers wait while one batch is deleted. */
    private static final int BATCH_SIZE = 100;

    /** Deletes the posts of these threads in the background until it is closed. */
    Backlog start() {
        return Backlog.start(database, "emptying", handle -> next(handle).isPresent(), ThreadToEmptyStore::step);
    }

    /** Adds a thread, if it has posts. */
    static void add(WriteTransaction transaction, long thread) {
        if (!some(transaction, thread).isEmpty() && !contains(transaction, thread)) {
            transaction.handle().execute("INSERT INTO thread_to_empty (id) VALUES (?)", thread);
        }
    }

    /** Deletes one batch of posts, and returns whether there was a thread to empty. */
    static boolean step(WriteTransaction transaction) {
        var thread = next(transaction.handle());
        thread.ifPresent(id -> {
            var posts = some(transaction, id);
            if (!posts.isEmpty()) {
                delete(transaction, id, posts);
            }
            if (posts.size() < BATCH_SIZE) {
                transaction.handle().execute("DELETE FROM thread_to_empty WHERE id = ?", id);
            }
        });
        return thread.isPresent();
    }

    /** Removes the threads that a replay has not confirmed as deleted: they keep their remaining posts. */
    static OptionalLong removeUnconfirmed(WriteTransaction transaction, long replay, long after) {
        transaction
                .handle()
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

    private static boolean contains(WriteTransaction transaction, long thread) {
        return transaction
                        .handle()
                        .createQuery("SELECT COUNT(*) FROM thread_to_empty WHERE id = :id")
                        .bind("id", thread)
                        .mapTo(int.class)
                        .one()
                > 0;
    }

    private static List<Long> some(WriteTransaction transaction, long thread) {
        return transaction
                .handle()
                .createQuery("SELECT id FROM post WHERE thread = :thread ORDER BY thread, id LIMIT :limit")
                .bind("thread", thread)
                .bind("limit", BATCH_SIZE)
                .mapTo(Long.class)
                .list();
    }

    private static void delete(WriteTransaction transaction, long thread, List<Long> posts) {
        long last = posts.get(posts.size() - 1);
        transaction.handle().execute("DELETE FROM post WHERE thread = ? AND id <= ?", thread, last);
        transaction.recordDeleted(posts, thread);
    }
}
