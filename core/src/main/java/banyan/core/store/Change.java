package banyan.core.store;

import banyan.core.Feed;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** One transaction that writes. Valid until {@link Database#write} returns. */
public final class Change {
    private final Handle handle;
    private final OffsetDateTime at = OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
    private final long head;

    private Change(Handle handle, long head) {
        this.handle = handle;
        this.head = head;
    }

    /**
     * Takes the turn on the head of the feed before anything else: writers that lock in one order cannot block each other
     * for ever, and what one has read is still so when it commits.
     */
    static Change begin(Handle handle) {
        long head = handle.select("SELECT position FROM feed_head FOR UPDATE")
                .mapTo(long.class)
                .one();
        return new Change(handle, head);
    }

    /** The position of the last entry before this change. */
    long head() {
        return head;
    }

    public Handle handle() {
        return handle;
    }

    /** The time of everything in this change: UTC, in microseconds. */
    public OffsetDateTime at() {
        return at;
    }

    /**
     * Appends an entry to the feed. From here until the commit no other change of this module can do so: positions are
     * the order of the commits, without gaps. What requests were answered about an item that is deleted is erased with it.
     *
     * @param kind what happened, such as {@code created}
     * @param id to which item
     * @param thread the thread that the item belongs to, if it does
     */
    public void record(String kind, long id, @Nullable Long thread) {
        handle.execute("UPDATE feed_head SET position = position + 1");
        handle.execute("""
                INSERT INTO feed (position, kind, id, thread, at)
                VALUES ((SELECT position FROM feed_head), ?, ?, ?, ?)
                """, kind, id, thread, at);
        if (kind.equals(Feed.Entry.DELETED)) {
            Receipts.erase(this, List.of(id));
        }
    }

    /**
     * The same of several items that are gone, in their order, with few statements: whoever deletes many keeps others from
     * writing meanwhile.
     *
     * @param thread the thread that all of them belong to
     */
    public void recordDeleted(List<Long> ids, long thread) {
        handle.execute("UPDATE feed_head SET position = position + ?", ids.size());
        long before = handle.select("SELECT position FROM feed_head")
                        .mapTo(long.class)
                        .one()
                - ids.size();
        var entries = handle.prepareBatch("INSERT INTO feed (position, kind, id, thread, at) VALUES (?, ?, ?, ?, ?)");
        for (int i = 0; i < ids.size(); i++) {
            entries.add(before + i + 1, Feed.Entry.DELETED, ids.get(i), thread, at);
        }
        entries.execute();
        Receipts.erase(this, ids);
    }
}
