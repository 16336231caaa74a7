package banyan.threads;

import banyan.core.Feed;
import banyan.core.posts.Posts;
import banyan.core.store.Change;
import banyan.core.store.Database;
import banyan.core.store.Follower;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Supplier;

/** The table of which post stands in which thread, as far as threads has heard: it follows the feed of posts. */
record ThreadPostStore(Database database) {
    /** Follows until it is closed. */
    Follower follow(Supplier<? extends Posts> posts) {
        return Follower.start(database, "posts", posts, ThreadPostStore::note);
    }

    /**
     * Counts each post once, whatever is heard twice, and none of a thread that is gone. What is here of such a thread goes when
     * posts says so of each one: there is no bound to how many they are.
     */
    static void note(Change change, Feed.Entry entry) {
        switch (entry.kind()) {
            case Feed.Entry.CREATED -> add(change, entry);
            case Feed.Entry.DELETED -> remove(change, entry.id());
            default -> {}
        }
    }

    private static void add(Change change, Feed.Entry entry) {
        var at = OffsetDateTime.ofInstant(entry.at(), ZoneOffset.UTC);
        int added = change.handle()
                .createUpdate("""
                        INSERT INTO thread_post (post, thread, at)
                        SELECT CAST(:post AS BIGINT), id, CAST(:at AS TIMESTAMP WITH TIME ZONE) FROM thread
                        WHERE id = :thread AND NOT EXISTS (SELECT 1 FROM thread_post WHERE post = :post)
                        """)
                .bind("post", entry.id())
                .bind("thread", entry.thread())
                .bind("at", at)
                .execute();
        if (added > 0) {
            count(change, Optional.ofNullable(entry.thread()).orElseThrow(), 1);
        }
    }

    private static void remove(Change change, long post) {
        var thread = change.handle()
                .createQuery("SELECT thread FROM thread_post WHERE post = :post")
                .bind("post", post)
                .mapTo(Long.class)
                .findOne();
        thread.ifPresent(id -> {
            change.handle().execute("DELETE FROM thread_post WHERE post = ?", post);
            count(change, id, -1);
        });
    }

    /** Ordered by both columns of the index: the last post is then one step away, however many there are. */
    private static void count(Change change, long thread, int more) {
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
