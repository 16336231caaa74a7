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
                writeShared(write);
            } else {
                writeAlone(write);
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
    private void writeShared(WaitingWrite<?> write) {
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
            commitOrSplit(new SharedCommit(write, waiting));
        } finally {
            release();
        }
    }

    private void writeAlone(WaitingWrite<?> write) {
        writeLock.acquire();
        try {
            commit(new SharedCommit(write, new ArrayDeque<>()));
        } finally {
            release();
        }
    }

    private void commitOrSplit(SharedCommit shared) {
        try {
            commit(shared);
        } catch (SharedCommit.BrokenException e) {
            explained(e).ifPresentOrElse(failure -> fail(shared.writes(), failure), () -> split(shared.writes()));
        } finally {
            shared.writes().forEach(WaitingWrite::end);
        }
    }

    /** Returns UNAVAILABLE if the whole database has failed; then nothing was committed. */
    private Optional<BoardException> explained(SharedCommit.BrokenException broken) {
        return broken.getCause() instanceof JdbiException failure && !SqlState.wasRolledBack(failure)
                ? Optional.of(availability.explain(failure))
                        .filter(BoardException.class::isInstance)
                        .map(BoardException.class::cast)
                : Optional.empty();
    }

    /** Commits each write alone. If the database fails as a whole, the rest do not wait for it one after the other. */
    private void split(List<WaitingWrite<?>> writes) {
        for (int i = 0; i < writes.size(); i++) {
            var write = writes.get(i);
            commit(new SharedCommit(write, new ArrayDeque<>()));
            if (write.failure() instanceof BoardException e && e.kind() == BoardException.Kind.UNAVAILABLE) {
                fail(writes.subList(i + 1, writes.size()), e);
                return;
            }
        }
    }

    private static void fail(List<WaitingWrite<?>> writes, Throwable why) {
        writes.forEach(write -> write.fail(why));
    }

    /** Runs the writes, and gives each its outcome. */
    private void commit(SharedCommit shared) {
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
            fail(shared.writes(), e);
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
