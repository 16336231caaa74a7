package banyan.core.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * Writes in one transaction: a commit costs more than most writes, so those that wait share one. Each has a savepoint of its
 * own, so that one that fails has no effect, and takes no other with it.
 */
final class SharedCommit {
    /** The maximum number of writes. PostgreSQL gets slower beyond 64 savepoints. */
    private static final int MOST = 32;

    /** The time after which no more writes begin: later writers wait meanwhile. */
    static final Duration LONGEST = Duration.ofMillis(50);

    private static final String SAVEPOINT = "write";

    /** One of several writes has failed in a way that may have rolled back all of them. */
    static final class BrokenException extends RuntimeException {
        private static final long serialVersionUID = 1;

        BrokenException(Throwable cause) {
            super(cause);
        }
    }

    private final List<WaitingWrite<?>> writes = new ArrayList<>();
    private final Queue<WaitingWrite<?>> waiting;

    /**
     * @param first the write of this thread, which has taken it
     * @param waiting the writes of other threads
     */
    SharedCommit(WaitingWrite<?> first, Queue<WaitingWrite<?>> waiting) {
        this.waiting = waiting;
        writes.add(first);
    }

    List<WaitingWrite<?>> writes() {
        return writes;
    }

    /**
     * Runs the writes, all with the same revision.
     *
     * @throws BrokenException if they have to run one by one
     */
    void run(Handle handle, List<WriteTransaction.Listener> listeners) {
        var transaction = WriteTransaction.begin(handle, listeners);
        long start = System.nanoTime();
        runFirst(transaction);
        for (int next = 1; next < writes.size() || isTaken(start); next++) {
            runNext(transaction, writes.get(next));
        }
    }

    /** It needs no savepoint: if it fails, so does the transaction. */
    private void runFirst(WriteTransaction transaction) {
        try {
            writes.get(0).run(transaction);
        } catch (RuntimeException | Error e) {
            if (writes.size() == 1) {
                throw e;
            }
            throw new BrokenException(e); // this is a second attempt, with others
        }
    }

    /** Takes one more write, if one waits and there is time. */
    private boolean isTaken(long start) {
        while (writes.size() < MOST && System.nanoTime() - start < LONGEST.toNanos()) {
            var next = waiting.poll();
            if (next == null) {
                return false;
            }
            if (next.take()) {
                writes.add(next);
                return true;
            }
        }
        return false;
    }

    private static void runNext(WriteTransaction transaction, WaitingWrite<?> write) {
        var handle = transaction.handle();
        var before = transaction.mark();
        try {
            handle.savepoint(SAVEPOINT);
            write.run(transaction);
        } catch (JdbiException | Error e) {
            throw new BrokenException(e);
        } catch (RuntimeException e) {
            write.fail(e);
            undo(handle);
            transaction.returnTo(before);
        }
    }

    private static void undo(Handle handle) {
        try {
            handle.rollbackToSavepoint(SAVEPOINT);
        } catch (JdbiException e) {
            throw new BrokenException(e);
        }
    }
}
