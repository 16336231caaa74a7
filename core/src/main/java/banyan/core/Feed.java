package banyan.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A module's ordered, durable list of changes. It has the ids of changed items, never their content. */
public interface Feed {
    /** The maximum number of entries in a response. */
    int LIMIT = 1_000;

    /** The maximum time of a long poll. */
    Duration WAIT = Duration.ofSeconds(20);

    /**
     * Returns the entries after a cursor, the oldest first. Positions are the order of the commits, without gaps: a
     * reader that continues from the last position misses no entry.
     *
     * @param limit 1 to {@link #LIMIT}
     * @param wait how long to wait while there is no entry, up to {@link #WAIT}
     * @throws BoardException GONE if the cursor belongs to another feed, or to entries that a restore has lost. Data
     *     derived from them is invalid then, and the reader has to restart at 0
     */
    Changes changes(Cursor after, int limit, Duration wait);

    /**
     * The place of a reader in a feed.
     *
     * @param feed the feed that {@link Changes} named; null for a reader that does not store it
     * @param position 0 or the position of an entry
     */
    record Cursor(@Nullable UUID feed, long position) {
        /** The place before the first entry of any feed. */
        public static final Cursor START = at(0);

        /** Returns the cursor of a reader that does not store the feed. */
        public static Cursor at(long position) {
            return new Cursor(null, position);
        }
    }

    /**
     * The entries after a cursor.
     *
     * @param feed the current feed; null if the other process has a release that does not name it
     * @param head the position of the last entry of the feed
     */
    record Changes(@Nullable UUID feed, long head, List<Entry> entries) {
        public Changes {
            entries = List.copyOf(entries);
        }

        /** Returns at most this many entries. */
        public Changes first(int limit) {
            return entries.size() <= limit ? this : new Changes(feed, head, entries.subList(0, limit));
        }
    }

    /**
     * One change.
     *
     * @param position 1 and up
     * @param kind one of the constants here; later releases may add some
     * @param id the id of the item
     * @param thread the thread that the item belongs to; null without one
     * @param at the time of the change
     */
    record Entry(
            long position, String kind, long id, @Nullable Long thread, Instant at) {
        public static final String CREATED = "created";
        public static final String CHANGED = "changed";
        public static final String DELETED = "deleted";

        /** The sessions of a user ended: tokens that were issued before this position are invalid. */
        public static final String SESSIONS_ENDED = "sessions-ended";
    }
}
