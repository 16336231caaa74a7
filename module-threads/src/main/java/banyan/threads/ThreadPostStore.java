package banyan.threads;

import banyan.core.Feed;
import banyan.core.feed.FeedConsumer;
import banyan.core.feed.Follower;
import banyan.core.feed.Sweep;
import banyan.core.posts.Posts;
import banyan.core.store.Database;
import banyan.core.store.WriteTransaction;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The table of which post stands in which thread, as far as threads has heard: it follows the feed of posts. */
record ThreadPostStore(Database database) implements FeedConsumer {
    /** Follows until it is closed. */
    Follower follow(Supplier<? extends Posts> posts) {
        return Follower.start(database, "posts", posts, this);
    }

    /**
     * Counts each post once, whatever is heard twice, and none of a thread that is gone. What is here of such a thread goes when
     * posts says so of each one: there is no bound to how many they are.
     */
    @Override
    public void apply(WriteTransaction change, Feed.Entry entry, long replay) {
        switch (entry.kind()) {
            case Feed.Entry.CREATED -> add(change, entry, replay);
            case Feed.Entry.DELETED -> remove(change, entry.id());
            default -> {}
        }
    }

    /** Posts that are not in the feed go; then the counts are made anew, as they may have been wrong before. */
    @Override
    public List<Sweep> sweeps() {
        return List.of(Sweep.unconfirmed("thread_post", "post"), new ThreadRecountStore());
    }

    /** A post of the same id in another place is one of another feed. */
    private static void add(WriteTransaction change, Feed.Entry entry, long replay) {
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

    private static void remove(WriteTransaction change, long post) {
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
