package banyan.threads;

import banyan.core.Feed;
import banyan.core.feed.FeedConsumer;
import banyan.core.feed.Follower;
import banyan.core.feed.ReplayCleanup;
import banyan.core.posts.Posts;
import banyan.core.store.Database;
import banyan.core.store.WriteTransaction;
import java.util.List;
import java.util.function.Supplier;

/** Follows the feed of posts, and counts the posts of each thread. */
record PostFollower(Database database) implements FeedConsumer {
    /** Follows the feed until it is closed. */
    Follower follow(Supplier<? extends Posts> posts) {
        return Follower.start(database, "posts", () -> posts.get().feed(), this);
    }

    /**
     * Counts each post once, even if its entry is read twice. Posts of deleted threads are not counted. The rows of a deleted
     * thread are deleted one by one, with the entry of each post, because their number has no bound.
     */
    @Override
    public void apply(WriteTransaction transaction, Feed.Entry entry, long replay) {
        switch (entry.kind()) {
            case Feed.Entry.CREATED -> ThreadPostStore.add(transaction, entry, replay);
            case Feed.Entry.DELETED -> ThreadPostStore.remove(transaction, entry.id());
            default -> {}
        }
    }

    /** Deletes posts that are not in the feed, and then recounts all threads: the counts may have been wrong before. */
    @Override
    public List<ReplayCleanup> sweeps() {
        return List.of(ReplayCleanup.unconfirmed("thread_post", "post"), new ThreadRecount());
    }
}
