package banyan.posts;

import banyan.core.Feed;
import banyan.core.feed.FeedConsumer;
import banyan.core.feed.Follower;
import banyan.core.feed.Sweep;
import banyan.core.store.Database;
import banyan.core.store.WriteTransaction;
import banyan.core.threads.Threads;
import java.util.List;
import java.util.function.Supplier;

/** The table of threads that are gone, as far as posts has heard: it follows the feed of threads. */
record GoneThreadStore(Database database) implements FeedConsumer {
    /** Follows until it is closed. */
    Follower follow(Supplier<? extends Threads> threads, KnownThreads known, Runnable emptying) {
        return Follower.start(database, "threads", threads, new Telling(this, known, emptying));
    }

    /** Whether nothing may be posted there any more. It stays so until the change is committed. */
    static boolean contains(WriteTransaction change, long thread) {
        return change.handle()
                        .createQuery("SELECT COUNT(*) FROM deleted_thread WHERE id = :id")
                        .bind("id", thread)
                        .mapTo(int.class)
                        .one()
                > 0;
    }

    /** What a deleted thread means: nothing comes into it any more, and what is in it is not listed, and goes. */
    @Override
    public void apply(WriteTransaction change, Feed.Entry entry, long replay) {
        if (entry.kind().equals(Feed.Entry.DELETED)) {
            change.handle().execute("DELETE FROM deleted_thread WHERE id = ?", entry.id());
            change.handle().execute("INSERT INTO deleted_thread (id, replay) VALUES (?, ?)", entry.id(), replay);
            ThreadToEmptyStore.add(change, entry.id());
        }
    }

    /**
     * A thread that is there again can be posted into, and what is in it stays. Posts that the feed says nothing about are
     * nobody's to delete.
     */
    @Override
    public List<Sweep> sweeps() {
        return List.of(ThreadToEmptyStore::keepUnconfirmed, Sweep.unconfirmed("deleted_thread", "id"));
    }

    /** Tells those who have to know of it, too. */
    private record Telling(GoneThreadStore store, KnownThreads known, Runnable emptying) implements FeedConsumer {
        @Override
        public void apply(WriteTransaction change, Feed.Entry entry, long replay) {
            store.apply(change, entry, replay);
            if (entry.kind().equals(Feed.Entry.DELETED)) {
                known.forget(entry.id());
                emptying.run();
            }
        }

        @Override
        public List<Sweep> sweeps() {
            return store.sweeps();
        }
    }
}
