package banyan.core.feed;

import banyan.core.BoardException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Long polls that wait for news. They hold no thread: one thread looks for all of them. None is rejected; {@link ReaderQueue}
 * bounds their number.
 *
 * @param <Q> the query of a reader; equal queries run once
 * @param <R> its result
 */
final class WaitingReaders<Q, R> {
    /** Another process may write into the same database, which tells nobody here. */
    private static final Duration LOOK = Duration.ofMillis(500);

    /** How long the thread is kept while nobody waits. */
    private static final Duration KEPT = Duration.ofSeconds(10);

    private final String name;
    private final Function<Q, R> look;
    private final Predicate<R> isNews;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ReaderQueue<Q, R> readers = new ReaderQueue<>();
    private @Nullable Thread thread;
    private long changes;
    private long looked;
    private long nextLook = System.nanoTime();
    private boolean isForClients = true;
    private boolean ended;

    /**
     * @param name of the thread that looks
     * @param look runs a query
     * @param isNews whether a result ends the wait of a reader
     */
    WaitingReaders(String name, Function<Q, R> look, Predicate<R> isNews) {
        this.name = name;
        this.look = look;
        this.isNews = isNews;
    }

    /** The number of commits. A reader takes it before its own query, so that it misses no commit before it waits. */
    long mark() {
        lock.lock();
        try {
            return changes;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Completes with news, or with {@code none} at the timeout or when another reader needs the place.
     *
     * @param none the result without news
     * @param client the client whose readers are bounded; {@link WaitingReader#HERE} for this process
     */
    CompletionStage<R> await(long mark, Q query, R none, Duration timeout, String client) {
        var reader = new WaitingReader<>(query, client, none, timeout);
        add(reader, mark).ifPresent(WaitingReader::sendAway);
        return reader.result();
    }

    /** Says that a transaction was committed. */
    void wake() {
        lock.lock();
        try {
            changes++;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the long polls of clients, now and from now on, because the process is about to stop. Its own readers continue. */
    void sendClientsAway() {
        List<WaitingReader<Q, R>> clients;
        lock.lock();
        try {
            isForClients = false;
            clients = readers.removeIf(reader -> !reader.isHere());
        } finally {
            lock.unlock();
        }
        clients.forEach(WaitingReader::sendAway);
    }

    /** Ends all long polls, because the database is about to close. */
    void end() {
        List<WaitingReader<Q, R>> all;
        lock.lock();
        try {
            ended = true;
            all = readers.removeIf(reader -> true);
            changed.signal();
        } finally {
            lock.unlock();
        }
        all.forEach(WaitingReader::sendAway);
    }

    /**
     * Adds a reader, and returns the one whose wait ends for it.
     *
     * @param mark after a commit since then, the reader has to look again
     */
    private Optional<WaitingReader<Q, R>> add(WaitingReader<Q, R> reader, long mark) {
        lock.lock();
        try {
            if (ended || !(isForClients || reader.isHere())) {
                return Optional.of(reader);
            }
            var replaced = readers.add(reader);
            looked = Math.min(looked, mark);
            startThread();
            changed.signal();
            return replaced;
        } finally {
            lock.unlock();
        }
    }

    private void startThread() {
        if (thread == null) {
            thread = new Thread(this::run, name);
            thread.setDaemon(true);
            thread.setContextClassLoader(WaitingReaders.class.getClassLoader());
            thread.start();
        }
    }

    private void run() {
        try {
            while (isNeeded()) {
                over().forEach(WaitingReader::sendAway);
                lookFor(due());
            }
        } finally {
            lock.lock();
            try {
                thread = thread == Thread.currentThread() ? null : thread; // the next reader starts another one
            } finally {
                lock.unlock();
            }
        }
    }

    /** Waits until there is something to do, or nobody has waited here for a while. */
    private boolean isNeeded() {
        lock.lock();
        try {
            for (long left = KEPT.toNanos(); readers.isEmpty() && !ended && left > 0; ) {
                left = changed.awaitNanos(left);
            }
            if (readers.isEmpty()) {
                thread = null; // while no reader can come
                return false;
            }
            for (long left = left(); looked == changes && left > 0; left = left()) {
                var unused = changed.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            return true; // nobody wishes that it ends
        } finally {
            lock.unlock();
        }
    }

    private long left() {
        long look = nextLook - System.nanoTime();
        return readers.leftAtMost(look);
    }

    private List<WaitingReader<Q, R>> over() {
        lock.lock();
        try {
            return readers.removeIf(reader -> reader.left() <= 0);
        } finally {
            lock.unlock();
        }
    }

    /** Those to look for: all after a change, and from time to time, as another process may have written. */
    private List<WaitingReader<Q, R>> due() {
        lock.lock();
        try {
            if (looked == changes && nextLook - System.nanoTime() > 0) {
                return List.of();
            }
            looked = changes;
            nextLook = System.nanoTime() + LOOK.toNanos();
            return readers.all();
        } finally {
            lock.unlock();
        }
    }

    private void lookFor(List<WaitingReader<Q, R>> due) {
        Map<Q, R> results = new HashMap<>();
        for (var reader : due) {
            try {
                var now = results.computeIfAbsent(reader.query(), look);
                if (isNews.test(now)) {
                    leave(reader);
                    reader.complete(now);
                }
            } catch (BoardException e) {
                boolean isOfAll = e.kind() == BoardException.Kind.UNAVAILABLE;
                fail(isOfAll ? due : List.of(reader), e);
                if (isOfAll) {
                    return;
                }
            } catch (RuntimeException e) {
                fail(List.of(reader), e);
            }
        }
    }

    /** Where the database cannot be asked, it is not asked again for each reader. */
    private void fail(List<WaitingReader<Q, R>> some, RuntimeException failure) {
        for (var reader : some) {
            leave(reader);
            reader.fail(failure);
        }
    }

    private void leave(WaitingReader<Q, R> reader) {
        lock.lock();
        try {
            readers.remove(reader);
        } finally {
            lock.unlock();
        }
    }
}
