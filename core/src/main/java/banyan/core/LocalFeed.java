package banyan.core;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** A feed in this process. Its long polls hold no thread. */
public interface LocalFeed extends Feed {
    /**
     * Reads like {@link #changes}, but returns at once. No reader is rejected: beyond the bounds, the longest waiting
     * reader gets an empty list.
     *
     * @param client the client whose number of readers is bounded
     */
    CompletionStage<Changes> changesAsync(Cursor after, int limit, Duration wait, String client);
}
