package banyan.threads;

import banyan.core.Feed;
import banyan.core.store.WriteTransaction;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** The table of the posts of each thread, as far as threads has heard. */
final class ThreadPostStore {
    private ThreadPostStore() {}

    /** Adds a post, unless it is here already. A post of the same id in another thread belongs to another feed. */
    static void add(WriteTransaction change, Feed.Entry entry, long replay) {
        if (!isConfirmed(change, entry, replay)) {
            remove(change, entry.id());
            insert(change, entry, replay);
        }
    }

    private static boolean isConfirmed(WriteTransaction change, Feed.Entry entry, long replay) {
        return change.handle()
                        .createUpdate("""
                                UPDATE thread_post SET replay = :replay
                                WHERE post = :post AND thread = :thread AND at = :at
                                """)
                        .bind("replay", replay)
                        .bind("post", entry.id())
                        .bind("thread", entry.thread())
                        .bind("at", OffsetDateTime.ofInstant(entry.at(), ZoneOffset.UTC))
                        .execute()
                > 0;
    }

    private static void insert(WriteTransaction change, Feed.Entry entry, long replay) {
        int added = change.handle()
                .createUpdate("""
                        INSERT INTO thread_post (post, thread, at, replay)
                        SELECT CAST(:post AS BIGINT), id, CAST(:at AS TIMESTAMP WITH TIME ZONE), CAST(:replay AS BIGINT)
                        FROM thread WHERE id = :thread
                        """)
                .bind("post", entry.id())
                .bind("thread", entry.thread())
                .bind("at", OffsetDateTime.ofInstant(entry.at(), ZoneOffset.UTC))
                .bind("replay", replay)
                .execute();
        if (added > 0) {
            ThreadCountStore.add(change, Optional.ofNullable(entry.thread()).orElseThrow(), 1);
        }
    }

    static void remove(WriteTransaction change, long post) {
        var thread = change.handle()
                .createQuery("SELECT thread FROM thread_post WHERE post = :post")
                .bind("post", post)
                .mapTo(Long.class)
                .findOne();
        thread.ifPresent(id -> {
            change.handle().execute("DELETE FROM thread_post WHERE post = ?", post);
            ThreadCountStore.add(change, id, -1);
        });
    }
}
