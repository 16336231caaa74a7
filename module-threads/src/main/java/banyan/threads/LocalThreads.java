package banyan.threads;

import banyan.core.Feed;
import banyan.core.threads.ThreadView;
import banyan.core.threads.Threads;
import java.time.Duration;
import java.util.Optional;

/** Answers other modules from this module's own store. */
record LocalThreads(ThreadStore store, Feed feed) implements Threads {
    @Override
    public Optional<ThreadView> find(long id) {
        return store.find(id);
    }

    @Override
    public Changes changes(Cursor after, int limit, Duration wait) {
        return feed.changes(after, limit, wait);
    }
}
