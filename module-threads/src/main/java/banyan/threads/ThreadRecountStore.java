package banyan.threads;

import banyan.core.feed.Sweep;
import banyan.core.store.WriteTransaction;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Counts the posts of all threads and corrects what the threads say, some posts at a time: others wait for their turn to write
 * meanwhile, and one thread may have any number of them.
 */
final class ThreadRecountStore implements Sweep {
    private static final int THREADS_AT_ONCE = 100;
    private static final int POSTS_AT_ONCE = 20_000;

    /** How often a thread is counted from its start because another process has changed it meanwhile. */
    private static final int MOST_TRIES = 5;

    private static final OffsetDateTime START = OffsetDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    private final int postsAtOnce;
    private @Nullable Part begun;

    ThreadRecountStore() {
        this(POSTS_AT_ONCE);
    }

    ThreadRecountStore(int postsAtOnce) {
        this.postsAtOnce = postsAtOnce;
    }

    /** Returns the key that it was given while the first thread that follows is not counted to its end. */
    @Override
    public OptionalLong step(WriteTransaction change, long replay, long after) {
        var last = OptionalLong.empty();
        long counted = 0;
        for (var thread : following(change, after)) {
            if (counted >= postsAtOnce) {
                return last;
            }
            var before = part(thread);
            var next = before.with(more(change, before));
            counted += next.number - before.number;
            if (next.number - before.number >= postsAtOnce) {
                begun = next;
                return last.isPresent() ? last : OptionalLong.of(after);
            }
            correct(change, next);
            last = OptionalLong.of(thread.id);
        }
        return last;
    }

    /** Goes on with what it has begun, unless another process has added posts to it or taken some since. */
    private Part part(CountedThread thread) {
        var known = begun;
        if (known == null || known.thread.id != thread.id) {
            return new Part(thread, 1, 0, null);
        }
        return known.thread.equals(thread) || known.tries == MOST_TRIES
                ? known
                : new Part(thread, known.tries + 1, 0, null);
    }

    private static List<CountedThread> following(WriteTransaction change, long after) {
        return change.handle()
                .createQuery("SELECT id, derived FROM thread WHERE id > :after ORDER BY id LIMIT :limit")
                .bind("after", after)
                .bind("limit", THREADS_AT_ONCE)
                .map((row, context) -> new CountedThread(row.getLong("id"), row.getLong("derived")))
                .list();
    }

    /** Those of one time are counted together. */
    private Posts more(WriteTransaction change, Part part) {
        return change.handle()
                .createQuery("""
                        SELECT COUNT(*), MAX(at) FROM thread_post WHERE thread = :thread AND at > :last AND at <= (
                            SELECT MAX(at) FROM (SELECT at FROM thread_post WHERE thread = :thread AND at > :last
                                ORDER BY thread, at LIMIT :limit) part)
                        """)
                .bind("thread", part.thread.id)
                .bind("last", part.last == null ? START : part.last)
                .bind("limit", postsAtOnce)
                .map((row, context) -> new Posts(row.getLong(1), row.getObject(2, OffsetDateTime.class)))
                .one();
    }

    private static void correct(WriteTransaction change, Part all) {
        change.handle()
                .createUpdate("""
                        UPDATE thread SET derived = derived + 1, post_count = :number,
                            last_post_at = CAST(:last AS TIMESTAMP WITH TIME ZONE),
                            active_at = COALESCE(CAST(:last AS TIMESTAMP WITH TIME ZONE), created_at)
                        WHERE id = :thread AND (post_count <> :number
                            OR last_post_at IS DISTINCT FROM CAST(:last AS TIMESTAMP WITH TIME ZONE))
                        """)
                .bind("thread", all.thread.id)
                .bind("number", all.number)
                .bindByType("last", all.last, OffsetDateTime.class)
                .execute();
    }

    /** @param derived changes with each post that is added or taken */
    private record CountedThread(long id, long derived) {}

    private record Posts(long number, @Nullable OffsetDateTime last) {}

    /** The posts of a thread up to a time. */
    private record Part(
            CountedThread thread,
            int tries,
            long number,
            @Nullable OffsetDateTime last) {
        Part with(Posts more) {
            return new Part(thread, tries, number + more.number, more.last == null ? last : more.last);
        }
    }
}
