package banyan.threads;

import banyan.core.Feed;
import banyan.core.threads.ThreadView;
import banyan.core.threads.Threads;
import java.util.Optional;

/** Answers other modules from this module's own store. */
record LocalThreads(ThreadStore store, Feed feed) implements Threads {
    @Override
    public Optional<ThreadView> find(long id) {
        return store.find(id);
    }
}
