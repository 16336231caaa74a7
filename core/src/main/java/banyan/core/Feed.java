package banyan.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A module's ordered, durable list of what changed in it: never the content. */
public interface Feed {
    /** The longest list that is handed over. */
    int LIMIT = 1_000;

    /** The longest time that a reader waits. */
    Duration WAIT = Duration.ofSeconds(20);

    /**
     * Returns the entries that follow a position, the oldest first. Positions are the order of the commits, without gaps,
     * so whoever asks on from the last one misses nothing.
     *
     * @param after 0 or the position of an entry
     * @param limit 1 to {@link #LIMIT}
     * @param wait how long to wait while there is none, up to {@link #WAIT}
     */
    List<Entry> changes(long after, int limit, Duration wait);

    /**
     * One change.
     *
     * @param position 1 and up
     * @param kind one of the constants here; a later release may add some
     * @param id of the item
     * @param thread the thread that the item belongs to, if it does
     * @param at when it was changed
     */
    record Entry(
            long position, String kind, long id, @Nullable Long thread, Instant at) {
        public static final String CREATED = "created";
        public static final String CHANGED = "changed";
        public static final String DELETED = "deleted";

        /** Of a user: tokens that were issued before this position count no more. */
        public static final String SESSIONS_ENDED = "sessions-ended";
    }
}
