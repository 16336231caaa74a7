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
import org.jdbi.v3.core.statement.StatementContext;

/** Reads a module's feed, and lets readers wait for what is not there yet. */
final class FeedReader implements LocalFeed {
    private final Database database;
    private final WaitingReaders<Long, List<Entry>> readers;

    FeedReader(Database database) {
        this.database = database;
        readers = new WaitingReaders<>(
                database.module() + "-feed", after -> entries(after, LIMIT), entries -> !entries.isEmpty());
    }

    /** Wakes those who wait. Called after each commit. */
    void wake() {
        readers.wake();
    }

    /** Sends away those who wait, as the database is about to close: another look at it would fail. */
    void end() {
        readers.end();
    }

    @Override
    public List<Entry> changes(long after, int limit, Duration wait) {
        var later = changesLater(after, limit, wait, WaitingReaders.HERE).toCompletableFuture();
        try {
            return later.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    @Override
    public CompletionStage<List<Entry>> changesLater(long after, int limit, Duration wait, String client) {
        if (after < 0 || limit < 1 || limit > LIMIT || wait.isNegative() || wait.compareTo(WAIT) > 0) {
            throw new BoardException(
                    BoardException.Kind.INVALID,
                    "A feed is asked for 1 to " + LIMIT + " entries after a position from 0, waiting up to "
                            + WAIT.toSeconds() + " s.");
        }
        long mark = readers.mark();
        var now = entries(after, limit);
        return now.isEmpty() && !wait.isZero()
                ? readers.await(mark, after, now, wait, client)
                        .thenApply(entries -> entries.subList(0, Math.min(limit, entries.size())))
                : CompletableFuture.completedFuture(now);
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
