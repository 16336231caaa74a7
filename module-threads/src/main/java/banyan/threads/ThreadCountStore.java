package banyan.threads;

import banyan.core.store.WriteTransaction;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns of the thread table that are derived from posts: the number of posts and the time of the last one. */
final class ThreadCountStore {
    /**
     * A thread whose posts are counted.
     *
     * @param derived changes with each post that is added or removed
     */
    record CountedThread(long id, long derived) {}

    /**
     * A number of posts.
     *
     * @param last the time of the last one
     */
    record PostCount(long number, @Nullable OffsetDateTime last) {
        static final PostCount NONE = new PostCount(0, null);

        /** Adds later posts. */
        PostCount plus(PostCount later) {
            return new PostCount(number + later.number, later.last == null ? last : later.last);
        }
    }

    private ThreadCountStore() {}

    static List<CountedThread> following(WriteTransaction transaction, long after, int limit) {
        return transaction
                .handle()
                .createQuery("SELECT id, derived FROM thread WHERE id > :after ORDER BY id LIMIT :limit")
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> new CountedThread(row.getLong("id"), row.getLong("derived")))
                .list();
    }

    /** Counts one more post. The last post is the latest one, whatever the order in which they are counted. */
    static void add(WriteTransaction transaction, long thread, OffsetDateTime at) {
        transaction
                .handle()
                .createUpdate("""
                        UPDATE thread SET post_count = post_count + 1, derived = derived + 1,
                            last_post_at = GREATEST(COALESCE(last_post_at, :at), :at),
                            active_at = GREATEST(COALESCE(last_post_at, :at), :at)
                        WHERE id = :thread
                        """)
                .bind("at", at)
                .bind("thread", thread)
                .execute();
    }

    /**
     * Counts one post less. The query for the last one orders by both columns of the index, so that it takes one step, however
     * many there are.
     */
    static void remove(WriteTransaction transaction, long thread) {
        transaction.handle().createUpdate("""
                        UPDATE thread SET post_count = post_count - 1, derived = derived + 1, last_post_at = (
                            SELECT at FROM thread_post WHERE thread = :thread ORDER BY thread DESC, at DESC LIMIT 1)
                        WHERE id = :thread
                        """).bind("thread", thread).execute();
        transaction
                .handle()
                .execute("UPDATE thread SET active_at = COALESCE(last_post_at, created_at) WHERE id = ?", thread);
    }

    /** Stores the count of all posts of a thread, if it differs. */
    static void correct(WriteTransaction transaction, long thread, PostCount posts) {
        transaction
                .handle()
                .createUpdate("""
                        UPDATE thread SET derived = derived + 1, post_count = :number,
                            last_post_at = CAST(:last AS TIMESTAMP WITH TIME ZONE),
                            active_at = COALESCE(CAST(:last AS TIMESTAMP WITH TIME ZONE), created_at)
                        WHERE id = :thread AND (post_count <> :number
                            OR last_post_at IS DISTINCT FROM CAST(:last AS TIMESTAMP WITH TIME ZONE))
                        """)
                .bind("thread", thread)
                .bind("number", posts.number())
                .bindByType("last", posts.last(), OffsetDateTime.class)
                .execute();
    }
}
