package banyan.threads;

import banyan.core.Feed;
import banyan.core.threads.ThreadView;
import banyan.core.threads.Threads;
import java.util.Optional;

/** Serves other modules from the store of this module. */
record LocalThreads(ThreadStore store, Feed feed) implements Threads {
    @Override
    public Optional<ThreadView> find(long id) {
        return store.find(id);
    }
}
