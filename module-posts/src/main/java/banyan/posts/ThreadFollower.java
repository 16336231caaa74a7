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

/** Follows the feed of threads. Nothing is posted into a deleted thread, and its posts are not listed, and are deleted. */
record ThreadFollower(Database database) implements FeedConsumer {
    /**
     * Follows until it is closed.
     *
     * @param known forgets each deleted thread
     * @param emptying called when posts are to be deleted
     */
    Follower follow(Supplier<? extends Threads> threads, KnownThreads known, Runnable emptying) {
        return Follower.start(database, "threads", () -> threads.get().feed(), new Telling(this, known, emptying));
    }

    @Override
    public void apply(WriteTransaction change, Feed.Entry entry, long replay) {
        if (entry.kind().equals(Feed.Entry.DELETED)) {
            GoneThreadStore.add(change, entry.id(), replay);
            ThreadToEmptyStore.add(change, entry.id());
        }
    }

    /**
     * After a replay, a thread that exists again takes posts again, and keeps its posts. Posts of threads that the feed does not
     * mention are not deleted.
     */
    @Override
    public List<Sweep> sweeps() {
        return List.of(ThreadToEmptyStore::keepUnconfirmed, Sweep.unconfirmed("deleted_thread", "id"));
    }

    /** Applies an entry, and tells the parts of this process that have to know of it. */
    private record Telling(ThreadFollower follower, KnownThreads known, Runnable emptying) implements FeedConsumer {
        @Override
        public void apply(WriteTransaction change, Feed.Entry entry, long replay) {
            follower.apply(change, entry, replay);
            if (entry.kind().equals(Feed.Entry.DELETED)) {
                known.forget(entry.id());
                emptying.run();
            }
        }

        @Override
        public List<Sweep> sweeps() {
            return follower.sweeps();
        }
    }
}
