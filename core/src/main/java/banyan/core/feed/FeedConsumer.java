package banyan.core.feed;

import banyan.core.Feed;
import banyan.core.store.WriteTransaction;
import java.util.List;

/** Applies the entries of another module's feed to the data of this module. */
@FunctionalInterface
public interface FeedConsumer {
    /**
     * Applies an entry. While a feed is replayed, the entry may have been applied already, or one for an item of the same id in
     * another feed: what is derived then has to become what this entry says.
     *
     * @param replay the number that rows get in their column {@code replay}
     */
    void apply(WriteTransaction change, Feed.Entry entry, long replay);

    /** Returns what runs after a replay, in this order: each sweep deletes what the replay has not confirmed. */
    default List<Sweep> sweeps() {
        return List.of();
    }
}
