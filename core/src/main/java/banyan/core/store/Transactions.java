package banyan.core.store;

import banyan.core.BoardException;
import banyan.core.DataState;
import banyan.core.database.DatabaseControl;
import banyan.core.database.SqlState;
import banyan.core.revision.ExclusiveState;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * Runs the transactions of one database: the writers of this process take turns, a transaction that the database has
 * rolled back runs once more, and each failure is reported and explained.
 */
final class Transactions {
    /** Work that reads a stream meanwhile, so it cannot run twice. */
    interface StreamWork {
        void run(Jdbi jdbi) throws IOException;
    }

    private final Jdbi jdbi;
    private final Availability availability;
    private final WriteLock writeLock;
    private final ExclusiveState state;
    private final Queue<WaitingWrite<?>> waiting = new ConcurrentLinkedQueue<>();
    private final List<WriteTransaction.Listener> listeners = new CopyOnWriteArrayList<>();

    Transactions(Jdbi jdbi, DatabaseControl control, Availability availability) {
        this.jdbi = jdbi;
        this.availability = availability;
        writeLock = new WriteLock(availability);
        state = new ExclusiveState(control);
    }

    void addListener(WriteTransaction.Listener listener) {
        listeners.add(listener);
    }

    /** Returns the state of the data, if it is known without reading it. */
    Optional<DataState> knownState() {
        return state.known();
    }

    <T> T read(Function<Handle, T> query) {
        return attempt(() -> jdbi.withHandle(query::apply));
    }

    /** Reads everything as it is at one moment. */
    void readSnapshot(HandleConsumer<IOException> work) throws IOException {
        try {
            Snapshot.read(jdbi, work);
        } catch (JdbiException e) {
            throw availability.explain(e);
        }
    }

    /**
     * Runs a write of the module in turn, or with those that wait too. Its outcome shows whether the database can be written.
     *
     * @param isShared whether it may share a commit with other writes
     */
    <T> T write(Function<WriteTransaction, T> work, boolean isShared) {
        try {
            var write = new WaitingWrite<>(work);
            if (isShared) {
                end(write);
            } else {
                endAlone(write);
            }
            var result = write.result();
            availability.written();
            return result;
        } catch (BoardException e) {
            availability.notWritten(e);
            throw e;
        }
    }

    /** Returns when the write has ended, in this thread or in another one. */
    private void end(WaitingWrite<?> write) {
        waiting.add(write);
        try {
            writeLock.acquire();
        } catch (BoardException e) {
            if (write.take()) {
                waiting.remove(write);
                throw e;
            }
            write.await();
            return;
        }
        if (!write.take()) { // the thread that took it had the lock
            writeLock.release();
            return;
        }
        try {
            waiting.remove(write);
            commit(new SharedCommit(write, waiting));
        } finally {
            release();
        }
    }

    private void endAlone(WaitingWrite<?> write) {
        writeLock.acquire();
        try {
            run(new SharedCommit(write, new ArrayDeque<>()));
        } finally {
            release();
        }
    }

    private void commit(SharedCommit shared) {
        try {
            run(shared);
        } catch (SharedCommit.BrokenException e) {
            commitEach(shared.writes());
        } finally {
            shared.writes().forEach(WaitingWrite::end);
        }
    }

    private void commitEach(List<WaitingWrite<?>> writes) {
        for (var write : writes) {
            run(new SharedCommit(write, new ArrayDeque<>()));
        }
    }

    /** Runs the writes, and gives each its outcome. */
    private void run(SharedCommit shared) {
        try {
            attempt(() -> {
                jdbi.useTransaction(handle -> {
                    shared.run(handle, listeners);
                    state.changing();
                });
                return shared;
            });
        } catch (SharedCommit.BrokenException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            shared.writes().forEach(write -> write.fail(e));
        }
    }

    /** Runs work that changes the data in its own transactions, while no other thread of this process writes. */
    <T> T changeInTurn(Function<Jdbi, T> work) {
        writeLock.acquire();
        try {
            state.changing();
            return attempt(() -> work.apply(jdbi));
        } finally {
            release();
        }
    }

    /**
     * Runs work on a stream, which changes the data, while no other thread of this process writes.
     *
     * @param failed explains a failure that is not one of the whole database
     */
    void streamInTurn(StreamWork work, Function<JdbiException, RuntimeException> failed) throws IOException {
        writeLock.acquire();
        try {
            state.changing();
            work.run(jdbi);
        } catch (JdbiException e) {
            throw availability.explain(e) instanceof BoardException unavailable ? unavailable : failed.apply(e);
        } finally {
            release();
        }
    }

    /** Tells the listeners that rows have arrived from the home of the data. */
    void replicated() {
        listeners.forEach(WriteTransaction.Listener::replicated);
    }

    private void release() {
        state.settled();
        writeLock.release();
        listeners.forEach(WriteTransaction.Listener::ended);
    }

    private <T> T attempt(Supplier<T> work) {
        try {
            var result = retryOnce(work);
            availability.succeeded();
            return result;
        } catch (JdbiException e) {
            throw availability.explain(e);
        }
    }

    private static <T> T retryOnce(Supplier<T> work) {
        try {
            return work.get();
        } catch (JdbiException e) {
            if (SqlState.wasRolledBack(e)) {
                return work.get();
            }
            throw e;
        }
    }
}
