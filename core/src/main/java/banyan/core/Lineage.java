package banyan.core;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * The identity and history of a module's data: the store, the end of its feed, and the origins of its entries.
 *
 * @param storeId made at random, once; a copy has the same id
 * @param head the position of the last entry of the feed
 * @param origins the origins of the entries, the newest first; a bounded number
 */
public record Lineage(UUID storeId, long head, List<Origin> origins) {
    public Lineage {
        origins = List.copyOf(origins);
    }

    /**
     * The source of consecutive entries: one opening of the data by a process that has written, or one import. It ends
     * at the start of the next origin.
     *
     * @param id made at random; no earlier copy of the data has it
     * @param start the position of the last entry before this origin
     */
    public record Origin(UUID id, long start) {}

    /** Returns the last position up to which both have the same entries; empty without a known common origin. */
    public Optional<Long> sharedWith(Lineage other) {
        return origins.stream()
                .filter(origin -> other.find(origin.id()).isPresent())
                .findFirst()
                .map(origin -> Math.min(end(origin), other.end(origin)));
    }

    /**
     * Returns whether a cursor belongs to this data. The data may have grown since this record was made.
     *
     * @param cursor has to have a feed
     */
    public boolean contains(Feed.Cursor cursor) {
        return origins.stream()
                .filter(origin -> origin.id().equals(cursor.feed()))
                .anyMatch(origin -> cursor.position() <= startAfter(origin).orElse(Long.MAX_VALUE));
    }

    private Optional<Origin> find(UUID id) {
        return origins.stream().filter(origin -> origin.id().equals(id)).findFirst();
    }

    /**
     * Returns the last entry of an origin. A later origin with a smaller start shows that entries before it were lost.
     */
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
