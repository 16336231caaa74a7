package banyan.threads;

import banyan.core.Feed;
import banyan.core.store.WriteTransaction;
import banyan.threads.ThreadCountStore.PostCount;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table of the posts of each thread, as far as this module has read the feed of posts. */
final class ThreadPostStore {
    private static final OffsetDateTime START = OffsetDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    private ThreadPostStore() {}

    /** A post as the table has it. */
    private record Known(long thread, OffsetDateTime at, long replay) {
        boolean isOf(Feed.Entry entry) {
            return Optional.ofNullable(entry.thread()).equals(Optional.of(thread))
                    && entry.at().equals(at.toInstant());
        }
    }

    /** Adds a post, unless the table has it already. A post of the same id in another thread is from another feed. */
    static void add(WriteTransaction transaction, Feed.Entry entry, long replay) {
        var known = find(transaction, entry.id());
        if (known.filter(row -> row.isOf(entry)).isEmpty()) {
            known.ifPresent(row -> remove(transaction, entry.id(), row));
            insert(transaction, entry, replay);
        } else if (known.get().replay() != replay) {
            transaction.handle().execute("UPDATE thread_post SET replay = ? WHERE post = ?", replay, entry.id());
        }
    }

    private static Optional<Known> find(WriteTransaction transaction, long post) {
        return transaction
                .handle()
                .createQuery("SELECT thread, at, replay FROM thread_post WHERE post = :post")
                .bind("post", post)
                .map((row, context) -> new Known(
                        row.getLong("thread"), row.getObject("at", OffsetDateTime.class), row.getLong("replay")))
                .findOne();
    }

    private static void insert(WriteTransaction transaction, Feed.Entry entry, long replay) {
        var at = OffsetDateTime.ofInstant(entry.at(), ZoneOffset.UTC);
        int added = transaction
                .handle()
                .createUpdate("""
                        INSERT INTO thread_post (post, thread, at, replay)
                        SELECT CAST(:post AS BIGINT), id, CAST(:at AS TIMESTAMP WITH TIME ZONE), CAST(:replay AS BIGINT)
                        FROM thread WHERE id = :thread
                        """)
                .bind("post", entry.id())
                .bind("thread", entry.thread())
                .bind("at", at)
                .bind("replay", replay)
                .execute();
        if (added > 0) {
            ThreadCountStore.add(
                    transaction, Optional.ofNullable(entry.thread()).orElseThrow(), at);
        }
    }

    static void remove(WriteTransaction transaction, long post) {
        find(transaction, post).ifPresent(row -> remove(transaction, post, row));
    }

    private static void remove(WriteTransaction transaction, long post, Known row) {
        transaction.handle().execute("DELETE FROM thread_post WHERE post = ?", post);
        ThreadCountStore.remove(transaction, row.thread());
    }

    /**
     * Counts the next posts of a thread: about as many as the limit, because posts of the same time are counted together.
     *
     * @param last the time of the last post that was counted
     */
    static PostCount countAfter(WriteTransaction transaction, long thread, @Nullable OffsetDateTime last, int limit) {
        return transaction
                .handle()
                .createQuery("""
                        SELECT COUNT(*), MAX(at) FROM thread_post WHERE thread = :thread AND at > :last AND at <= (
                            SELECT MAX(at) FROM (SELECT at FROM thread_post WHERE thread = :thread AND at > :last
                                ORDER BY thread, at LIMIT :limit) part)
                        """)
                .bind("thread", thread)
                .bind("last", last == null ? START : last)
                .bind("limit", limit)
                .map((row, context) -> new PostCount(row.getLong(1), row.getObject(2, OffsetDateTime.class)))
                .one();
    }
}
