package banyan.core.store;

import banyan.core.Feed;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** One transaction that writes. Valid until {@link Database#write} returns. */
public final class Change {
    private final Handle handle;
    private final OffsetDateTime at = OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
    private final Consumer<Change> first;
    private long head;
    private boolean isRecording;

    private Change(Handle handle, long head, Consumer<Change> first) {
        this.handle = handle;
        this.head = head;
        this.first = first;
    }

    /**
     * Takes the turn on the head of the feed before anything else: writers that lock in one order cannot block each other
     * for ever, and what one has read is still so when it commits.
     *
     * @param first what comes before the first entry, if there is one
     */
    static Change begin(Handle handle, Consumer<Change> first) {
        long head = handle.select("SELECT position FROM feed_head FOR UPDATE")
                .mapTo(long.class)
                .one();
        return new Change(handle, head, first);
    }

    /** Begins a change of data that are made here, as a whole. */
    static Change begin(Handle handle) {
        return begin(handle, change -> {});
    }

    /** The position of the last entry, those of this change included. */
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
        advance(1);
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
        long before = head;
        advance(ids.size());
        var entries = handle.prepareBatch("INSERT INTO feed (position, kind, id, thread, at) VALUES (?, ?, ?, ?, ?)");
        for (int i = 0; i < ids.size(); i++) {
            entries.add(before + i + 1, Feed.Entry.DELETED, ids.get(i), thread, at);
        }
        entries.execute();
        Receipts.erase(this, ids);
    }

    private void advance(int entries) {
        if (!isRecording) {
            isRecording = true;
            first.accept(this);
        }
        handle.execute("UPDATE feed_head SET position = position + ?", entries);
        head += entries;
    }
}
