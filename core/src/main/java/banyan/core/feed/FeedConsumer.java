package banyan.core.feed;

import banyan.core.Feed;
import banyan.core.store.WriteTransaction;
import java.util.List;

/** Applies the entries of another module's feed to the data of this module. */
@FunctionalInterface
public interface FeedConsumer {
    /**
     * Applies an entry. During a replay, this module may have applied the entry already, or another entry for the same
     * id from another feed. The derived data has to become what this entry says.
     *
     * @param replay the number for the column {@code replay} of written rows
     */
    void apply(WriteTransaction transaction, Feed.Entry entry, long replay);

    /**
     * Returns the sweeps that run after a replay, in this order. Each one deletes what the replay has not confirmed.
     */
    default List<ReplayCleanup> sweeps() {
        return List.of();
    }
}
