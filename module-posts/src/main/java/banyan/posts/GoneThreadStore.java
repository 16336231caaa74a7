package banyan.posts;

import banyan.core.Feed;
import banyan.core.store.Change;
import banyan.core.store.Database;
import banyan.core.store.Follower;
import banyan.core.threads.Threads;
import java.util.function.Supplier;

/** The table of threads that are gone, as far as posts has heard: it follows the feed of threads. */
record GoneThreadStore(Database database) {
    /** Follows until it is closed. */
    Follower follow(Supplier<? extends Threads> threads, KnownThreads known, Runnable emptying) {
        return Follower.start(database, "threads", threads, (change, entry) -> {
            if (entry.kind().equals(Feed.Entry.DELETED)) {
                known.forget(entry.id());
            }
            note(change, entry);
            emptying.run();
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

    /** What a deleted thread means: nothing comes into it any more, and what is in it is not listed, and goes. */
    static void note(Change change, Feed.Entry entry) {
        if (entry.kind().equals(Feed.Entry.DELETED) && !contains(change, entry.id())) {
            change.handle().execute("INSERT INTO deleted_thread (id) VALUES (?)", entry.id());
            ThreadToEmptyStore.add(change, entry.id());
        }
    }
}
