package banyan.threads;

import banyan.core.store.Change;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What each thread says of its posts: how many there are, and when the last one was written. */
final class ThreadCountStore {
    private static final int THREADS_AT_ONCE = 100;

    /** Others wait for their turn to write while posts are counted. */
    private static final int POSTS_AT_ONCE = 20_000;

    private ThreadCountStore() {}

    /** Ordered by both columns of the index: the last post is then one step away, however many there are. */
    static void add(Change change, long thread, int more) {
        change.handle()
                .createUpdate("""
                        UPDATE thread SET post_count = post_count + :more, derived = derived + 1, last_post_at = (
                            SELECT at FROM thread_post WHERE thread = :thread ORDER BY thread DESC, at DESC LIMIT 1)
                        WHERE id = :thread
                        """)
                .bind("more", more)
                .bind("thread", thread)
                .execute();
        change.handle()
                .execute("UPDATE thread SET active_at = COALESCE(last_post_at, created_at) WHERE id = ?", thread);
    }

    /** Counts the posts of the threads that follow one, some at a time, and corrects what the threads say. */
    static OptionalLong renew(Change change, long replay, long after) {
        var last = OptionalLong.empty();
        long counted = 0;
        for (long thread : following(change, after)) {
            counted += renew(change, thread);
            last = OptionalLong.of(thread);
            if (counted > POSTS_AT_ONCE) {
                return last;
            }
        }
        return last;
    }

    private static List<Long> following(Change change, long after) {
        return change.handle()
                .createQuery("SELECT id FROM thread WHERE id > :after ORDER BY id LIMIT :limit")
                .bind("after", after)
                .bind("limit", THREADS_AT_ONCE)
                .mapTo(Long.class)
                .list();
    }

    private static long renew(Change change, long thread) {
        var posts = change.handle()
                .createQuery("SELECT COUNT(*), MAX(at) FROM thread_post WHERE thread = :thread")
                .bind("thread", thread)
                .map((row, context) -> new Posts(row.getLong(1), row.getObject(2, OffsetDateTime.class)))
                .one();
        change.handle()
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
        return posts.number();
    }

    private record Posts(long number, @Nullable OffsetDateTime last) {}
}
