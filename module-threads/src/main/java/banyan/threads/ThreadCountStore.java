package banyan.threads;

import banyan.core.store.WriteTransaction;

/** What each thread says of its posts: how many there are, and when the last one was written. */
final class ThreadCountStore {
    private ThreadCountStore() {}

    /** Ordered by both columns of the index: the last post is then one step away, however many there are. */
    static void add(WriteTransaction change, long thread, int more) {
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
}
