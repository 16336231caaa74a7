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

/** Reads a module's feed, with long polls for entries that do not exist yet. */
public final class FeedReader implements LocalFeed {
    private final Database database;
    private final WaitingReaders<Cursor, Changes> readers;
    private final FeedContinuity continuity;

    private FeedReader(Database database) {
        this.database = database;
        readers = new WaitingReaders<>(
                database.module() + "-feed",
                after -> query(after, LIMIT),
                changes -> !changes.entries().isEmpty());
        continuity = new FeedContinuity(database.module(), readers::wake);
    }

    /** Returns the feed of a database, whose long polls end with each write. Call this once for each database. */
    public static FeedReader of(Database database) {
        var feed = new FeedReader(database);
        database.addListener(feed.continuity);
        return feed;
    }

    /** Ends the long polls of clients, because this process is about to stop. */
    public void endClientLongPolls() {
        readers.endClientLongPolls();
    }

    /** Ends all long polls, because the database is about to close and further queries would fail. */
    public void end() {
        readers.end();
    }

    @Override
    public Changes changes(Cursor after, int limit, Duration wait) {
        var response = changesAsync(after, limit, wait, WaitingReader.HERE).toCompletableFuture();
        try {
            return response.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BoardException(BoardException.Kind.UNAVAILABLE, "The wait for changes was interrupted.");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    @Override
    public CompletionStage<Changes> changesAsync(Cursor after, int limit, Duration wait, String client) {
        if (after.position() < 0 || limit < 1 || limit > LIMIT || wait.isNegative() || wait.compareTo(WAIT) > 0) {
            throw new BoardException(
                    BoardException.Kind.INVALID,
                    "A feed takes a position from 0, a limit from 1 to " + LIMIT + ", and a wait of up to "
                            + WAIT.toSeconds() + " s.");
        }
        long mark = readers.mark();
        var now = query(after, limit);
        return now.entries().isEmpty() && !wait.isZero()
                ? readers.await(mark, after, now, wait, client).thenApply(changes -> changes.first(limit))
                : CompletableFuture.completedFuture(now);
    }

    /**
     * Reads the entries before the feed's identity. If a feed starts in between, the response names the new feed, which
     * also has these entries.
     */
    private Changes query(Cursor after, int limit) {
        return database.read(handle -> {
            var entries = entries(handle, after.position(), limit);
            var standing = FeedHistory.require(handle, after);
            continuity.recordSeen(standing.head());
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
