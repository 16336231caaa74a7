package banyan.posts;

import banyan.core.Feed;
import banyan.core.feed.FeedConsumer;
import banyan.core.feed.Follower;
import banyan.core.feed.ReplayCleanup;
import banyan.core.store.Database;
import banyan.core.store.WriteTransaction;
import banyan.core.threads.Threads;
import java.util.List;
import java.util.function.Supplier;

/** Follows the feed of threads. A deleted thread takes no new posts. Its posts are no longer listed, and are deleted. */
record ThreadFollower(Database database) implements FeedConsumer {
    /**
     * Follows the feed until it is closed.
     *
     * @param known forgets each deleted thread
     * @param onDeletion runs for each deleted thread, whose posts must be deleted
     */
    Follower follow(Supplier<? extends Threads> threads, KnownThreads known, Runnable onDeletion) {
        return Follower.start(
                database, "threads", () -> threads.get().feed(), new NotifyingConsumer(this, known, onDeletion));
    }

    @Override
    public void apply(WriteTransaction transaction, Feed.Entry entry, long replay) {
        if (entry.kind().equals(Feed.Entry.DELETED)) {
            DeletedThreadStore.add(transaction, entry.id(), replay);
            ThreadToEmptyStore.add(transaction, entry.id());
        }
    }

    /**
     * After a replay, a thread that exists again takes new posts and keeps its posts. Posts of threads that the feed does not
     * mention are not deleted.
     */
    @Override
    public List<ReplayCleanup> sweeps() {
        return List.of(ThreadToEmptyStore::removeUnconfirmed, ReplayCleanup.unconfirmed("deleted_thread", "id"));
    }

    /** Applies an entry, and notifies the parts of this process that depend on it. */
    private record NotifyingConsumer(ThreadFollower follower, KnownThreads known, Runnable onDeletion)
            implements FeedConsumer {
        @Override
        public void apply(WriteTransaction transaction, Feed.Entry entry, long replay) {
            follower.apply(transaction, entry, replay);
            if (entry.kind().equals(Feed.Entry.DELETED)) {
                known.forget(entry.id());
                onDeletion.run();
            }
        }

        @Override
        public List<ReplayCleanup> sweeps() {
            return follower.sweeps();
        }
    }
}
