package banyan.core.store;

import banyan.core.BoardException;
import banyan.core.Feed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads a module's feed, and lets a bounded number of readers wait for what is not there yet. */
final class FeedReader implements Feed {
    private static final int WAITING = 64;

    /** Another process may write into the same database, which tells nobody here. */
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Database database;
    private final Semaphore places = new Semaphore(WAITING);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean ended;

    FeedReader(Database database) {
        this.database = database;
    }

    /** Wakes those who wait. Called after each commit. */
    void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Sends away those who wait, as the database is about to close: another look at it would fail. */
    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<Entry> changes(long after, int limit, Duration wait) {
        if (after < 0 || limit < 1 || limit > LIMIT || wait.isNegative() || wait.compareTo(WAIT) > 0) {
            throw new BoardException(
                    BoardException.Kind.INVALID,
                    "A feed is asked for 1 to " + LIMIT + " entries after a position from 0, waiting up to "
                            + WAIT.toSeconds() + " s.");
        }
        var entries = entries(after, limit);
        return entries.isEmpty() && !wait.isZero() ? waiting(after, limit, wait) : entries;
    }

    private List<Entry> waiting(long after, int limit, Duration wait) {
        if (!places.tryAcquire()) {
            throw new BoardException(
                    BoardException.Kind.TOO_MANY, "Already " + WAITING + " readers wait for this feed.");
        }
        long end = System.nanoTime() + wait.toNanos();
        lock.lock();
        try {
            var entries = unlessEnded(after, limit);
            for (long left = wait.toNanos(); entries.isEmpty() && !ended && left > 0; left = end - System.nanoTime()) {
                var unused = changed.await(Math.min(left, LOOK.toNanos()), TimeUnit.NANOSECONDS);
                entries = unlessEnded(after, limit);
            }
            return entries;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } finally {
            lock.unlock();
            places.release();
        }
    }

    private List<Entry> unlessEnded(long after, int limit) {
        return ended ? List.of() : entries(after, limit);
    }

    private List<Entry> entries(long after, int limit) {
        return database.read(handle -> handle.createQuery("""
                        SELECT position, kind, id, thread, at FROM feed
                        WHERE position > :after ORDER BY position LIMIT :limit
                        """)
                .bind("after", after)
                .bind("limit", limit)
                .map(FeedReader::entry)
                .list());
    }

    private static Entry entry(ResultSet row, StatementContext context) throws SQLException {
        return new Entry(
                row.getLong("position"),
                row.getString("kind"),
                row.getLong("id"),
                row.getObject("thread", Long.class),
                Times.of(row, "at"));
    }
}
