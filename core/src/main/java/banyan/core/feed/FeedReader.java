package banyan.core.feed;

import banyan.core.BoardException;
import banyan.core.LocalFeed;
import banyan.core.database.Timestamps;
import banyan.core.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads a module's feed, and lets readers wait for what is not there yet. */
public final class FeedReader implements LocalFeed {
    private final Database database;
    private final WaitingReaders<Cursor, Changes> readers;
    private final FeedContinuity continuity;

    private FeedReader(Database database) {
        this.database = database;
        readers = new WaitingReaders<>(
                database.module() + "-feed",
                after -> look(after, LIMIT),
                changes -> !changes.entries().isEmpty());
        continuity = new FeedContinuity(database.module(), readers::wake);
    }

    /** Returns the feed of a database, whose readers hear of each write. To be called once for each database. */
    public static FeedReader of(Database database) {
        var feed = new FeedReader(database);
        database.addListener(feed.continuity);
        return feed;
    }

    /** Ends the long polls of clients, because this process is about to stop. */
    public void sendClientsAway() {
        readers.sendClientsAway();
    }

    /** Ends all long polls, because the database is about to close: another query would fail. */
    public void end() {
        readers.end();
    }

    @Override
    public Changes changes(Cursor after, int limit, Duration wait) {
        var later = changesLater(after, limit, wait, WaitingReader.HERE).toCompletableFuture();
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
            continuity.seen(standing.head());
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
                Timestamps.of(row, "at"));
    }
}
