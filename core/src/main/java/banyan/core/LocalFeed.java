package banyan.core;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** A feed of this process, whose readers hold no thread while they wait. */
public interface LocalFeed extends Feed {
    /**
     * As {@link #changes}, but returns at once. Nobody is refused: where too many wait, the one that has waited longest is
     * given no entries.
     *
     * @param client which may have a bounded number of readers
     */
    CompletionStage<Changes> changesLater(Cursor after, int limit, Duration wait, String client);
}
