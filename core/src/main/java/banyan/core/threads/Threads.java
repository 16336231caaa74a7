package banyan.core.threads;

import banyan.core.Feed;
import java.util.Optional;

/** The port of the threads module. */
public interface Threads {
    /** Returns the feed of the module. */
    Feed feed();

    /** Returns the thread, or empty if there is none. */
    Optional<ThreadView> find(long id);
}
