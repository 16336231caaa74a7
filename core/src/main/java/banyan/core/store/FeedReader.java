package banyan.core.store;

import banyan.core.BoardException;
import banyan.core.LocalFeed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a module's feed, and lets readers wait for what is not there yet. */
final class FeedReader implements LocalFeed {
    private static final Logger LOG = LoggerFactory.getLogger(FeedReader.class);

    private final Database database;
    private final WaitingReaders<Cursor, Changes> readers;

    /** The last position that this process has shown to readers, or has written. */
    private final AtomicLong seen = new AtomicLong();

    /** Whether what this process records has a row of its own in the history. */
    private volatile boolean isBegun;

    FeedReader(Database database) {
        this.database = database;
        readers = new WaitingReaders<>(
                database.module() + "-feed",
                after -> look(after, LIMIT),
                changes -> !changes.entries().isEmpty());
    }

    /** Wakes those who wait. Called after each commit. */
    void wake() {
        readers.wake();
    }

    /** Sends away the clients that wait; this process is about to stop. */
    void sendClientsAway() {
        readers.sendClientsAway();
    }

    /** Sends away those who wait, as the database is about to close: another look at it would fail. */
    void end() {
        readers.end();
    }

    /**
     * Begins a change. A server that was put back under this process, or has failed over to a copy that lacks commits, ends
     * before what has been seen here: what follows is another feed.
     */
    Change begin(Handle handle) {
        var change = Change.begin(handle, this::beginFeed);
        long end = change.head();
        long before = seen.get();
        if (end < before) {
            isBegun = false;
            handle.afterCommit(() -> {
                seen.set(change.head());
                LOG.warn(
                        "The feed of {} ends at {}, and has gone on to {} before: its database was put back",
                        database.module(),
                        end,
                        before);
            });
        }
        return change;
    }

    /**
     * Before the first entry after each opening, so that a file that was put back is known from what it was before. Until
     * then it has nothing that its origin has not: a process that only starts, again and again, leaves no trace.
     */
    private void beginFeed(Change change) {
        if (!isBegun) {
            FeedHistory.begin(change);
        }
        change.handle().afterCommit(() -> {
            isBegun = true;
            seen.accumulateAndGet(change.head(), Math::max);
        });
    }

    @Override
    public Changes changes(Cursor after, int limit, Duration wait) {
        var later = changesLater(after, limit, wait, WaitingReaders.HERE).toCompletableFuture();
        try {
            return later.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BoardException(BoardException.Kind.UNAVAILABLE, "This reader is not to wait any more.");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    @Override
    public CompletionStage<Changes> changesLater(Cursor after, int limit, Duration wait, String client) {
        if (after.position() < 0 || limit < 1 || limit > LIMIT || wait.isNegative() || wait.compareTo(WAIT) > 0) {
            throw new BoardException(
                    BoardException.Kind.INVALID,
                    "A feed is asked for 1 to " + LIMIT + " entries after a position from 0, waiting up to "
                            + WAIT.toSeconds() + " s.");
        }
        long mark = readers.mark();
        var now = look(after, limit);
        return now.entries().isEmpty() && !wait.isZero()
                ? readers.await(mark, after, now, wait, client).thenApply(changes -> changes.first(limit))
                : CompletableFuture.completedFuture(now);
    }

    /**
     * Entries first: a feed that begins in between is said to have them, which is true, and the one before it does not.
     */
    private Changes look(Cursor after, int limit) {
        return database.read(handle -> {
            var entries = entries(handle, after.position(), limit);
            var standing = FeedHistory.require(handle, after);
            seen.accumulateAndGet(standing.head(), Math::max);
            return new Changes(standing.newest(), standing.head(), entries);
        });
    }

    private static List<Entry> entries(Handle handle, long after, int limit) {
        return handle.createQuery("""
                        SELECT position, kind, id, thread, at FROM feed
                        WHERE position > :after ORDER BY position LIMIT :limit
                        """)
                .bind("after", after)
                .bind("limit", limit)
                .map(FeedReader::entry)
                .list();
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
