package banyan.core;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Which data a module serves: what it is a copy of, how far its feed goes, and what has happened to it since it was made.
 *
 * @param storeId made at random, once; a copy has the same
 * @param head the position of the last entry of the feed
 * @param origins where its entries come from, the newest first; a bounded number of them
 */
public record Lineage(UUID storeId, long head, List<Origin> origins) {
    public Lineage {
        origins = List.copyOf(origins);
    }

    /**
     * An opening of the data by a process that has written, or an import of them: entries after its start belong to it, up to
     * the start of the next one.
     *
     * @param id made at random; no copy that is made earlier has it
     * @param start the position of the last entry at that time
     */
    public record Origin(UUID id, long start) {}

    /**
     * The last position up to which this and another one have the same entries; empty if no common origin is known.
     */
    public Optional<Long> sharedWith(Lineage other) {
        return origins.stream()
                .filter(origin -> other.find(origin.id()).isPresent())
                .findFirst()
                .map(origin -> Math.min(end(origin), other.end(origin)));
    }

    /**
     * Whether a cursor belongs to these data, as far as they were known when this was made: they may have gone on since.
     *
     * @param cursor with its feed
     */
    public boolean holds(Feed.Cursor cursor) {
        return origins.stream()
                .filter(origin -> origin.id().equals(cursor.feed()))
                .anyMatch(origin -> cursor.position() <= startAfter(origin).orElse(Long.MAX_VALUE));
    }

    private Optional<Origin> find(UUID id) {
        return origins.stream().filter(origin -> origin.id().equals(id)).findFirst();
    }

    /** A later origin that starts earlier says that entries were lost before it. */
    private long end(Origin origin) {
        return Math.min(head, startAfter(origin).orElse(head));
    }

    private OptionalLong startAfter(Origin origin) {
        return origins.stream()
                .takeWhile(later -> !later.id().equals(origin.id()))
                .mapToLong(Origin::start)
                .min();
    }
}
