package banyan.core.transfer.export;

import banyan.core.Feed;
import banyan.core.database.StoreException;
import banyan.core.transfer.NdjsonReader;
import banyan.core.transfer.Table;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Checks that the ids and feed positions of an export fit together. With a gap in its feed, or a next id that is in
 * use, a module could never write again.
 */
final class ExportedIds {
    /** The largest number that every JSON reader represents exactly. */
    private static final long MAX_ID = 1L << 53;

    /** The largest next id: enough ids remain after it. */
    private static final long MAX_NEXT_ID = MAX_ID - (1L << 32);

    private static final Set<String> KINDS =
            Set.of(Feed.Entry.CREATED, Feed.Entry.CHANGED, Feed.Entry.DELETED, Feed.Entry.SESSIONS_ENDED);

    private final NdjsonReader lines;
    private final Map<String, Long> next = new HashMap<>();
    private final Map<String, Long> highest = new HashMap<>();
    private long entries;
    private long last;
    private long head;
    private long lineOfHead;

    /** @param lines name the line of a failure */
    ExportedIds(NdjsonReader lines) {
        this.lines = lines;
    }

    /**
     * Adds the next id of a table, from the head of the export.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    void next(String table, long id) {
        require(id >= 1 && id <= MAX_NEXT_ID, "the next id of " + table + " is " + id);
        next.put(table, id);
    }

    /**
     * Adds a row.
     *
     * @param isGivingIds whether the table generates ids
     * @throws IllegalArgumentException if its ids are invalid
     */
    void row(String table, boolean isGivingIds, JsonNode row, long line) {
        if (table.equals("feed")) {
            long position = number(row, "position");
            entries++;
            last = Math.max(last, position);
            require(
                    KINDS.contains(row.path("kind").asText()),
                    "feed.kind: it has to be one of " + String.join(", ", new TreeSet<>(KINDS)));
            highest.merge("feed", number(row, "id"), Math::max);
        } else if (table.equals(Table.HEAD)) {
            head = row.path("position").asLong();
            lineOfHead = line;
        } else if (isGivingIds) {
            highest.merge(table, number(row, "id"), Math::max);
        }
    }

    /**
     * Checks all ids together. The database already rejects duplicate positions.
     *
     * @throws StoreException if they contradict each other
     */
    void done() {
        requireWholeFeed();
        long mentioned = highest.getOrDefault("feed", 0L);
        highest.remove("feed");
        requireNextIds(mentioned);
    }

    private void requireWholeFeed() {
        if (last != entries) {
            throw lines.fault(
                    lineOfHead, "the feed has gaps: it has " + entries + " entries, and the last one is " + last);
        }
        if (head != last) {
            throw lines.fault(lineOfHead, "the head of the feed is at " + head + ", and its last entry at " + last);
        }
    }

    /** Requires a next id of each table, beyond its own ids and those in the feed. */
    private void requireNextIds(long mentioned) {
        highest.keySet().stream().filter(table -> !next.containsKey(table)).forEach(table -> {
            throw lines.fault(1, "there is no next id of " + table);
        });
        next.forEach((table, id) -> {
            long taken = Math.max(mentioned, highest.getOrDefault(table, 0L));
            if (id <= taken) {
                throw lines.fault(1, "the next id of " + table + " is " + id + ", but " + taken + " is in use already");
            }
        });
    }

    private static long number(JsonNode row, String column) {
        var value = row.path(column);
        require(
                value.isIntegralNumber() && value.canConvertToLong() && value.asLong() >= 1 && value.asLong() <= MAX_ID,
                column + ": it has to be a number from 1 to " + MAX_ID);
        return value.asLong();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
