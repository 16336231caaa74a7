package banyan.posts;

import banyan.core.Feed;
import banyan.core.store.Change;
import banyan.core.store.Database;
import banyan.core.store.Follower;
import banyan.core.threads.Threads;
import java.util.List;
import java.util.function.Supplier;

/** The table of threads that are gone, as far as posts has heard: it follows the feed of threads. */
record GoneThreadStore(Database database) {
    private static final int AT_ONCE = 500;

    /** Follows until it is closed. */
    Follower follow(Supplier<? extends Threads> threads, KnownThreads known) {
        return Follower.start(database, "threads", threads, (change, entry) -> {
            if (entry.kind().equals(Feed.Entry.DELETED)) {
                known.forget(entry.id());
            }
            note(change, entry);
        });
    }

    /** Whether nothing may be posted there any more. It stays so until the change is committed. */
    static boolean contains(Change change, long thread) {
        return change.handle()
                        .createQuery("SELECT COUNT(*) FROM deleted_thread WHERE id = :id")
                        .bind("id", thread)
                        .mapTo(int.class)
                        .one()
                > 0;
    }

    /** What a deleted thread means: nothing comes into it any more, and what is in it goes. */
    static void note(Change change, Feed.Entry entry) {
        if (entry.kind().equals(Feed.Entry.DELETED) && !contains(change, entry.id())) {
            change.handle().execute("INSERT INTO deleted_thread (id) VALUES (?)", entry.id());
            for (var posts = some(change, entry.id()); !posts.isEmpty(); posts = some(change, entry.id())) {
                delete(change, entry.id(), posts);
            }
        }
    }

    /** Not all at once: a thread may have more posts than there is memory. */
    private static List<Long> some(Change change, long thread) {
        return change.handle()
                .createQuery("SELECT id FROM post WHERE thread = :thread ORDER BY thread, id LIMIT :limit")
                .bind("thread", thread)
                .bind("limit", AT_ONCE)
                .mapTo(Long.class)
                .list();
    }

    private static void delete(Change change, long thread, List<Long> posts) {
        long last = posts.get(posts.size() - 1);
        change.handle().execute("DELETE FROM post WHERE thread = ? AND id <= ?", thread, last);
        posts.forEach(post -> change.record(Feed.Entry.DELETED, post, thread));
    }
}
