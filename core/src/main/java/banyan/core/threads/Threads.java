package banyan.core.threads;

import banyan.core.Feed;
import java.util.Optional;

/** What other modules may ask of threads. */
public interface Threads {
    /** Returns the feed of the module: what changed in it. */
    Feed feed();

    /** Returns the thread, or empty if there is none. */
    Optional<ThreadView> find(long id);
}
