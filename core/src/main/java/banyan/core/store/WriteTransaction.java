package banyan.core.store;

import banyan.core.Feed;
import banyan.core.revision.DataRole;
import banyan.core.revision.DeletionHorizon;
import banyan.core.revision.WriteRevision;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A write transaction. Valid until the function that was given to {@link Database#write} returns. Other writes may share it,
 * before and after.
 */
public final class WriteTransaction {
    /**
     * Takes part in each write transaction of a database. What it does in the transaction may be rolled back with one of the
     * writes, so it changes its own memory only in {@link #afterCommit}.
     */
    public interface Listener {
        /** The transaction has the write lock, and has written nothing yet. */
        default void begun(WriteTransaction transaction) {}

        /** The transaction is about to append its first entry to the feed; again, if the write that did so was rolled back. */
        default void recording(WriteTransaction transaction) {}

        /** The transaction has deleted these items. */
        default void deleted(WriteTransaction transaction, List<Long> ids) {}

        /**
         * Rows have arrived from the home of the data, and are committed. A part that keeps something in memory that it
         * has read from rows reads it again.
         */
        default void replicated() {}

        /** The transaction was committed or rolled back, or a replication was. */
        default void ended() {}
    }

    private static final Logger LOG = LoggerFactory.getLogger(WriteTransaction.class);

    private final Handle handle;
    private final OffsetDateTime at = OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
    private final List<Listener> listeners;
    private final long revision;
    private final long epoch;
    private final List<Runnable> hooks = new ArrayList<>();
    private long head;
    private boolean isRecording;

    /** A moment of this transaction, between two writes that share it. */
    record Mark(long head, boolean isRecording, int hooks) {}

    private WriteTransaction(Handle handle, WriteRevision locked, long epoch, List<Listener> listeners) {
        this.handle = handle;
        this.epoch = epoch;
        head = locked.position();
        revision = locked.revision();
        this.listeners = listeners;
    }

    /**
     * Locks the head of the feed before anything else. Writers that lock in one order cannot deadlock, and what a
     * transaction has read is unchanged when it commits.
     */
    static WriteTransaction begin(Handle handle, List<Listener> listeners) {
        var head = WriteRevision.next(handle);
        var role = DataRole.find(handle);
        role.requireHome();
        DeletionHorizon.forgetSome(handle, head.revision() - 1, head.revision());
        var transaction = new WriteTransaction(handle, head, role.epoch(), listeners);
        handle.afterCommit(transaction::committed);
        listeners.forEach(listener -> listener.begun(transaction));
        return transaction;
    }

    /** Begins a transaction without listeners, for the first contents of a database or an import. */
    public static WriteTransaction begin(Handle handle) {
        return begin(handle, List.of());
    }

    /** Returns the position of the feed's last entry, including entries of this transaction. */
    public long head() {
        return head;
    }

    /** The number of this transaction: increasing, without gaps among those that commit. */
    public long revision() {
        return revision;
    }

    /** The epoch of the home: it grows whenever another database becomes the home. */
    public long epoch() {
        return epoch;
    }

    /** Runs this after the commit. It does not run if the write that asks for it fails. */
    public void afterCommit(Runnable hook) {
        hooks.add(hook);
    }

    /** The writes are committed, whatever becomes of this. */
    private void committed() {
        for (var hook : hooks) {
            try {
                hook.run();
            } catch (RuntimeException e) {
                LOG.error("An action after a commit has failed", e);
            }
        }
    }

    Mark mark() {
        return new Mark(head, isRecording, hooks.size());
    }

    /** Forgets what a write has done that was rolled back. */
    void returnTo(Mark mark) {
        head = mark.head();
        isRecording = mark.isRecording();
        hooks.subList(mark.hooks(), hooks.size()).clear();
    }

    public Handle handle() {
        return handle;
    }

    /** Returns the time of everything in this transaction: UTC, in microseconds. */
    public OffsetDateTime at() {
        return at;
    }

    /**
     * Appends an entry to the feed. From here until the commit no other transaction of this module can do so: positions
     * are the order of the commits, without gaps.
     *
     * @param kind the kind of change, such as {@code created}
     * @param id the changed item
     * @param thread the thread that the item belongs to; null without one
     */
    public void record(String kind, long id, @Nullable Long thread) {
        advance(1);
        handle.execute(
                "INSERT INTO feed (position, kind, id, thread, at) VALUES (?, ?, ?, ?, ?)", head, kind, id, thread, at);
        if (kind.equals(Feed.Entry.DELETED)) {
            listeners.forEach(listener -> listener.deleted(this, List.of(id)));
        }
    }

    /**
     * Appends an entry for each of several deleted items, in their order. It uses few statements, because other writers
     * wait.
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
        listeners.forEach(listener -> listener.deleted(this, ids));
    }

    private void advance(int entries) {
        if (!isRecording) {
            isRecording = true;
            listeners.forEach(listener -> listener.recording(this));
        }
        handle.execute("UPDATE feed_head SET position = position + ?", entries);
        head += entries;
    }
}
