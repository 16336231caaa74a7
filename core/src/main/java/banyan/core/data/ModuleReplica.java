package banyan.core.data;

import banyan.core.BoardException;
import banyan.core.revision.DataRole;
import banyan.core.revision.WriteRevision;
import banyan.core.store.Database;
import banyan.core.store.WriteTransaction;
import banyan.core.transfer.ReplicaDifference;
import banyan.core.transfer.ReplicaHead;
import banyan.core.transfer.ReplicaPosition;
import banyan.core.transfer.ReplicaReader;
import banyan.core.transfer.ReplicaStream;
import banyan.core.transfer.ReplicaTables;
import banyan.core.transfer.ReplicaWriter;
import banyan.core.transfer.RowDifference;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The data of an open module as one of several copies: its role, the changes that it sends, and those that it takes over. */
public final class ModuleReplica {
    /** The interval in which a wait looks for writes of other processes that share the database. */
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Database database;
    private final UUID copy;
    private final ReplicaTables tables = new ReplicaTables();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();

    /** Counts writes, changes of the role, and calls of {@link #wake}. */
    private final AtomicLong signals = new AtomicLong();

    private final AtomicLong lastRevision = new AtomicLong();

    /** Counts the calls of {@link #wake}. */
    private final AtomicLong wakes = new AtomicLong();

    ModuleReplica(Database database) {
        this.database = database;
        copy = database.read(DataRole::copy);
        lastRevision.set(database.read(WriteRevision::current).revision());
        database.addListener(new WriteTransaction.Listener() {
            @Override
            public void begun(WriteTransaction transaction) {
                long revision = transaction.revision();
                transaction.afterCommit(() -> lastRevision.accumulateAndGet(revision, Math::max));
            }

            @Override
            public void ended() {
                signal(0);
            }
        });
        database.addRoleListener(role -> signal(0));
    }

    /** Returns the id of this copy. No other copy of the data has it. */
    public UUID copy() {
        return copy;
    }

    /** Returns the role as this process last saw it. */
    public DataRole role() {
        return database.role();
    }

    /** Adds a listener of changes of the role, see {@link Database#addRoleListener}. */
    public void addRoleListener(Consumer<DataRole> listener) {
        database.addRoleListener(listener);
    }

    /**
     * Replaces the role, if it is still the expected one. Writers that come later meet the new role inside their own
     * transactions.
     *
     * @throws BoardException UNAVAILABLE if the database cannot be used now: the outcome is unknown then
     */
    public boolean changeRole(DataRole expected, DataRole next) {
        return database.changeRole(expected, next);
    }

    /**
     * Returns the state of the data.
     *
     * @throws BoardException UNAVAILABLE if the database cannot be read now
     */
    public ReplicaPosition position() {
        return database.read(ReplicaPosition::of);
    }

    /**
     * Requires that this copy has had the state of a standby.
     *
     * @throws BoardException CONFLICT if the standby has other data, or this copy has lost its state; GONE if this copy does not know
     *     all deletions since
     */
    public void requireShared(ReplicaPosition state) {
        database.<@Nullable Void>read(handle -> {
            state.requireIn(handle);
            return null;
        });
    }

    /** Returns the revision of the last write of this process or, before one, that of its start. */
    public long lastRevision() {
        return lastRevision.get();
    }

    /** Ends the present waits for news. */
    public void wake() {
        signal(1);
    }

    private void signal(int ended) {
        lock.lock();
        try {
            wakes.addAndGet(ended);
            signals.incrementAndGet();
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the data are beyond a revision, the role is no longer one of an epoch, or {@link #wake} is called; and at most
     * for this time.
     */
    public void awaitNews(long revision, long epoch, Duration longest) throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        long before = wakes.get();
        for (long seen = signals.get(); wakes.get() == before && !isNews(revision, epoch); seen = signals.get()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return;
            }
            awaitSignal(seen, Math.min(LOOK.toNanos(), left));
        }
    }

    private boolean isNews(long revision, long epoch) {
        return role().epoch() != epoch
                || (revision < Long.MAX_VALUE
                        && database.read(WriteRevision::current).revision() > revision);
    }

    @SuppressWarnings("WaitNotInLoop") // the caller has the loop
    private void awaitSignal(long seen, long nanos) throws InterruptedException {
        lock.lock();
        try {
            if (signals.get() == seen) {
                var unused = news.await(nanos, TimeUnit.NANOSECONDS);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Sends what changed after the state of a standby.
     *
     * @param isVerified whether digests of all rows follow
     * @throws BoardException CONFLICT if the standby has other data, or this copy has lost its state; GONE if this copy does not know
     *     all deletions since
     * @throws IOException if a write to the stream fails
     */
    public void sendChanges(ReplicaPosition from, boolean isVerified, OutputStream to) throws IOException {
        database.readSnapshot(handle -> ReplicaWriter.write(handle, database.module(), tables, from, isVerified, to));
    }

    /**
     * Takes over changes of the home: all of them, or nothing.
     *
     * @param from the state that was named to the home
     * @throws BoardException CONFLICT if this copy is not a standby; UNAVAILABLE if the database cannot be used now
     * @throws ReplicaDifference if the rows of this copy are not those of the home
     * @throws banyan.core.database.StoreException if the changes do not fit
     * @throws IOException if the stream cannot be read
     */
    public void takeChanges(ReplicaPosition from, ReplicaStream changes) throws IOException {
        database.replicate(
                from.revision() == 0, handle -> ReplicaReader.apply(handle, database.module(), tables, from, changes));
    }

    /**
     * Makes this copy the home, if the changes that it has taken offered it that: the commit point of a move.
     *
     * @param head of the changes
     * @return whether it is the home now
     */
    public boolean takeOver(ReplicaHead head) {
        var standby = role();
        return head.isOfferedTo(copy)
                && standby.kind() == DataRole.Kind.STANDBY // not one that an operator has taken out of service since
                && standby.epoch() == head.epoch()
                && changeRole(standby, head.ofSuccessor());
    }

    /** Sends the keys and digests of a part of a table, so that a standby finds the row in which it differs. */
    public void sendBucket(String table, int bucket, OutputStream to) throws IOException {
        database.readSnapshot(handle -> RowDifference.write(handle, table, bucket, to));
    }

    /** Returns a sentence that names the row in which this copy differs from the home. */
    public String find(ReplicaDifference difference, InputStream bucketOfHome) throws IOException {
        var sentence = new StringBuilder();
        database.readSnapshot(handle -> sentence.append(RowDifference.find(
                handle, difference.table(), difference.bucket(), difference.revision(), bucketOfHome)));
        return sentence.toString();
    }
}
