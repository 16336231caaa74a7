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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Long polls that wait for news. They hold no thread: one thread runs the queries of all of them. No long poll is
 * rejected; {@link ReaderQueue} bounds their number.
 */
final class WaitingReaders<Q, R> {
    /** The interval of queries without a commit in this process: another process may write into the same database. */
    private static final Duration QUERY_INTERVAL = Duration.ofMillis(500);

    /** The lifetime of the thread without a reader. */
    private static final Duration THREAD_LIFE = Duration.ofSeconds(10);

    private final String name;
    private final Function<Q, R> execute;
    private final Predicate<R> isNews;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ReaderQueue<Q, R> readers = new ReaderQueue<>();
    private @Nullable Thread thread;
    private long changes;
    private long queried;
    private long nextQuery = System.nanoTime();
    private boolean isForClients = true;
    private boolean isEnded;

    /**
     * @param name the name of the thread
     * @param execute runs a query
     * @param isNews whether a result ends the wait of a reader
     */
    WaitingReaders(String name, Function<Q, R> execute, Predicate<R> isNews) {
        this.name = name;
        this.execute = execute;
        this.isNews = isNews;
    }

    /**
     * Returns the number of commits. A reader reads this before its own query, so that it misses no commit before it
     * waits.
     */
    long mark() {
        return locked(() -> changes);
    }

    /**
     * Completes with news, or with {@code none} at the timeout or when another reader takes its place.
     *
     * @param none the result without news
     * @param client the client whose readers are bounded; {@link WaitingReader#HERE} for this process
     */
    CompletionStage<R> await(long mark, Q query, R none, Duration timeout, String client) {
        var reader = new WaitingReader<>(query, client, none, timeout);
        add(reader, mark).ifPresent(WaitingReader::completeWithoutNews);
        return reader.result();
    }

    /** Notifies the readers of a commit. */
    void wake() {
        locked(() -> {
            changes++;
            changed.signal();
        });
    }

    /**
     * Ends the long polls of clients, now and from now on, because the process is about to stop. Its own readers
     * continue.
     */
    void endClientLongPolls() {
        var clients = locked(() -> {
            isForClients = false;
            return readers.removeIf(reader -> !reader.isHere());
        });
        clients.forEach(WaitingReader::completeWithoutNews);
    }

    /** Ends all long polls, because the database is about to close. */
    void end() {
        var all = locked(() -> {
            isEnded = true;
            changed.signal();
            return readers.removeIf(reader -> true);
        });
        all.forEach(WaitingReader::completeWithoutNews);
    }

    /**
     * Adds a reader, and returns the reader that it replaces.
     *
     * @param mark after a commit since then, the reader needs another query
     */
    private Optional<WaitingReader<Q, R>> add(WaitingReader<Q, R> reader, long mark) {
        return locked(() -> {
            if (isEnded || !(isForClients || reader.isHere())) {
                return Optional.of(reader);
            }
            var replaced = readers.add(reader);
            queried = Math.min(queried, mark);
            startThread();
            changed.signal();
            return replaced;
        });
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
                timedOut().forEach(WaitingReader::completeWithoutNews);
                queryFor(due());
            }
        } finally {
            locked(this::forgetThread);
        }
    }

    /** The next reader starts a new thread. */
    private void forgetThread() {
        if (thread == Thread.currentThread()) {
            thread = null;
        }
    }

    /** Waits until there is work. Returns false after a while without readers. */
    private boolean isNeeded() {
        lock.lock();
        try {
            for (long left = THREAD_LIFE.toNanos(); readers.isEmpty() && !isEnded && left > 0; ) {
                left = changed.awaitNanos(left);
            }
            if (readers.isEmpty()) {
                thread = null; // under the lock, so that no reader is added meanwhile
                return false;
            }
            for (long left = left(); queried == changes && left > 0; left = left()) {
                var unused = changed.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            return true; // only end() stops the thread
        } finally {
            lock.unlock();
        }
    }

    private long left() {
        long untilQuery = nextQuery - System.nanoTime();
        return readers.leftAtMost(untilQuery);
    }

    private List<WaitingReader<Q, R>> timedOut() {
        return locked(() -> readers.removeIf(reader -> reader.left() <= 0));
    }

    /**
     * Returns the readers that need a query: all after a commit, and all at each interval, because another process may
     * have written.
     */
    private List<WaitingReader<Q, R>> due() {
        return locked(() -> {
            if (queried == changes && nextQuery - System.nanoTime() > 0) {
                return List.of();
            }
            queried = changes;
            nextQuery = System.nanoTime() + QUERY_INTERVAL.toNanos();
            return readers.all();
        });
    }

    private void queryFor(List<WaitingReader<Q, R>> due) {
        Map<Q, R> results = new HashMap<>();
        for (var reader : due) {
            try {
                var now = results.computeIfAbsent(reader.query(), execute);
                if (isNews.test(now)) {
                    remove(reader);
                    reader.complete(now);
                }
            } catch (BoardException e) {
                boolean isForAll = e.kind() == BoardException.Kind.UNAVAILABLE;
                fail(isForAll ? due : List.of(reader), e);
                if (isForAll) {
                    return;
                }
            } catch (RuntimeException e) {
                fail(List.of(reader), e);
            }
        }
    }

    /** Fails the readers. If the database is unavailable, no further query of this round runs. */
    private void fail(List<WaitingReader<Q, R>> failed, RuntimeException failure) {
        for (var reader : failed) {
            remove(reader);
            reader.fail(failure);
        }
    }

    private void remove(WaitingReader<Q, R> reader) {
        locked(() -> readers.remove(reader));
    }

    private void locked(Runnable work) {
        locked(() -> {
            work.run();
            return true;
        });
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
