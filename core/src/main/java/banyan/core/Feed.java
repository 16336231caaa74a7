package banyan.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A module's ordered, durable list of what changed in it: never the content. */
public interface Feed {
    /** The longest list that is handed over. */
    int LIMIT = 1_000;

    /** The longest time that a reader waits. */
    Duration WAIT = Duration.ofSeconds(20);

    /**
     * Returns the entries that follow a cursor, the oldest first. Positions are the order of the commits, without gaps, so a
     * reader who goes on from the last one misses nothing.
     *
     * @param limit 1 to {@link #LIMIT}
     * @param wait how long to wait while there is none, up to {@link #WAIT}
     * @throws BoardException GONE if the cursor belongs to another feed, or to entries that were lost with a restore: what
     *     was read is worth nothing then, and the reader has to begin at 0
     */
    Changes changes(Cursor after, int limit, Duration wait);

    /**
     * How far a reader has come.
     *
     * @param feed which feed it was, as {@link Changes} said; null for a reader who does not keep it
     * @param position 0 or the position of an entry
     */
    record Cursor(@Nullable UUID feed, long position) {
        /** Before the first entry of any feed. */
        public static final Cursor START = at(0);

        /** Of a reader who does not keep which feed it was. */
        public static Cursor at(long position) {
            return new Cursor(null, position);
        }
    }

    /**
     * What followed a cursor.
     *
     * @param feed which feed it is now; null if the other process is of a release that does not say so
     * @param head the position of its last entry
     */
    record Changes(@Nullable UUID feed, long head, List<Entry> entries) {
        public Changes {
            entries = List.copyOf(entries);
        }

        /** No more of them than that. */
        public Changes first(int limit) {
            return entries.size() <= limit ? this : new Changes(feed, head, entries.subList(0, limit));
        }
    }

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
