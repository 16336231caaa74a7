package banyan.core.transfer;

import banyan.core.Feed;
import banyan.core.database.StoreException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The ids and positions that an export has: whether they fit together. A module with a feed that has gaps, or whose next id
 * is taken already, could never write again.
 */
final class ExportedIds {
    /** Any reader of JSON has these exactly. */
    private static final long MOST = 1L << 53;

    /** So many ids are left to be given. */
    private static final long MOST_NEXT = MOST - (1L << 32);

    private static final Set<String> KINDS =
            Set.of(Feed.Entry.CREATED, Feed.Entry.CHANGED, Feed.Entry.DELETED, Feed.Entry.SESSIONS_ENDED);

    private final Map<String, Long> next = new HashMap<>();
    private final Map<String, Long> highest = new HashMap<>();
    private long entries;
    private long last;
    private long head;
    private long lineOfHead;

    /**
     * What the first line says.
     *
     * @throws IllegalArgumentException if that cannot be
     */
    void next(String table, long id) {
        require(id >= 1 && id <= MOST_NEXT, "the next id of " + table + " is " + id);
        next.put(table, id);
    }

    /**
     * Takes in a row.
     *
     * @param isGivingIds whether the table gives its rows their ids
     * @throws IllegalArgumentException if it cannot be one
     */
    void row(String table, boolean isGivingIds, JsonNode row, long line) {
        if (table.equals("feed")) {
            long position = number(row, "position");
            entries++;
            last = Math.max(last, position);
            require(
                    KINDS.contains(row.path("kind").asText()),
                    "feed.kind: it is none of " + String.join(", ", new TreeSet<>(KINDS)));
            highest.merge("feed", number(row, "id"), Math::max);
        } else if (table.equals("feed_head")) {
            head = row.path("position").asLong();
            lineOfHead = line;
        } else if (isGivingIds) {
            highest.merge(table, number(row, "id"), Math::max);
        }
    }

    /**
     * Looks at all of it. No position is there twice: the database sees to that.
     *
     * @throws StoreException if it contradicts itself
     */
    void done() {
        if (last != entries) {
            throw NdjsonReader.fault(
                    lineOfHead, "the feed has gaps: it has " + entries + " entries, and the last one is " + last);
        }
        if (head != last) {
            throw NdjsonReader.fault(
                    lineOfHead, "the head of the feed is at " + head + ", and its last entry at " + last);
        }
        long mentioned = highest.getOrDefault("feed", 0L);
        highest.remove("feed");
        highest.keySet().stream().filter(table -> !next.containsKey(table)).forEach(table -> {
            throw NdjsonReader.fault(1, "there is no next id of " + table);
        });
        next.forEach((table, id) -> {
            long taken = Math.max(mentioned, highest.getOrDefault(table, 0L));
            if (id <= taken) {
                throw NdjsonReader.fault(
                        1, "the next id of " + table + " is " + id + ", and " + taken + " is taken already");
            }
        });
    }

    private static long number(JsonNode row, String column) {
        var value = row.path(column);
        require(
                value.isIntegralNumber() && value.canConvertToLong() && value.asLong() >= 1 && value.asLong() <= MOST,
                column + ": it has to be a number from 1 to " + MOST);
        return value.asLong();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
