package banyan.threads;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.core.Feed.Entry;
import banyan.core.threads.ThreadView;
import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests how threads follows the feed of posts, including its replay. */
class PostFollowerTest {
    private static final Instant NOON = Instant.parse("2099-01-01T12:00:00.000001Z");
    private static final Instant EVENING = Instant.parse("2099-01-01T18:00:00Z");

    private OpenThreads threads;
    private long thread;

    @BeforeEach
    void open(@TempDir Path folder) {
        threads = OpenThreads.in(folder);
        thread = threads.create(7);
    }

    @AfterEach
    void close() {
        threads.close();
    }

    @Test
    void countsAPostOnce() {
        threads.apply(Entry.CREATED, 1, thread, NOON);
        threads.apply(Entry.CREATED, 1, thread, NOON);
        threads.apply(Entry.CHANGED, 1, thread, EVENING);
        assertThat(threads.thread(thread).postCount()).isEqualTo(1);
        assertThat(threads.thread(thread).lastPostAt()).isEqualTo(NOON);
        assertThat(threads.thread(thread).derived()).isEqualTo(1);
        assertThat(threads.thread(thread).version()).isEqualTo(1);
    }

    @Test
    void removesDeletedPostsIncludingTheLastOne() {
        threads.apply(Entry.CREATED, 1, thread, NOON);
        threads.apply(Entry.CREATED, 2, thread, EVENING);
        assertThat(threads.thread(thread).lastPostAt()).isEqualTo(EVENING);
        threads.apply(Entry.DELETED, 2, thread, EVENING);
        threads.apply(Entry.DELETED, 2, thread, EVENING);
        assertThat(threads.thread(thread).postCount()).isEqualTo(1);
        assertThat(threads.thread(thread).lastPostAt()).isEqualTo(NOON);
        threads.apply(Entry.DELETED, 1, thread, EVENING);
        assertThat(threads.thread(thread).postCount()).isZero();
        assertThat(threads.thread(thread).lastPostAt()).isNull();
        assertThat(threads.thread(thread).derived()).isEqualTo(4);
    }

    @Test
    void findsTheLastPostInAnyOrderOfEntries() {
        threads.apply(Entry.CREATED, 2, thread, EVENING);
        threads.apply(Entry.CREATED, 1, thread, NOON);
        assertThat(threads.thread(thread).lastPostAt()).isEqualTo(EVENING);
    }

    @Test
    void ignoresPostsOfDeletedThreads() {
        threads.apply(Entry.CREATED, 1, thread, NOON);
        threads.service().delete(7, thread, null);
        threads.apply(Entry.CREATED, 2, thread, NOON);
        threads.apply(Entry.DELETED, 1, thread, NOON);
        assertThat(threads.store().find(thread)).isEmpty();
        assertThat(rows()).isZero();
        assertThat(threads.feed()).containsExactly("created 101", "deleted 101");
    }

    /** The replayed feed differs from the entries before: for the same posts, for other posts, and for missing ones. */
    @Test
    void matchesTheFeedAfterAReplay() {
        long other = threads.create(7);
        threads.apply(Entry.CREATED, 1, thread, NOON);
        threads.apply(Entry.CREATED, 2, thread, EVENING);
        threads.apply(Entry.CREATED, 3, thread, EVENING);
        threads.replay(
                1,
                new Entry(1, Entry.CREATED, 1, thread, NOON),
                new Entry(2, Entry.CREATED, 2, other, NOON),
                new Entry(3, Entry.CREATED, 4, other, EVENING),
                new Entry(4, Entry.DELETED, 4, other, EVENING));
        assertThat(threads.thread(thread).postCount()).isEqualTo(1);
        assertThat(threads.thread(thread).lastPostAt()).isEqualTo(NOON);
        assertThat(threads.thread(other).postCount()).isEqualTo(1);
        assertThat(threads.thread(other).lastPostAt()).isEqualTo(NOON);
        assertThat(rows()).isEqualTo(2);
        assertThat(threads.store().active(Activity.LATEST, 10))
                .extracting(ThreadView::id)
                .containsExactly(other, thread);
    }

    @Test
    void correctsWrongCounts() {
        long untouched = threads.create(7);
        threads.apply(Entry.CREATED, 1, thread, NOON);
        threads.database()
                .write(transaction ->
                        transaction.handle().execute("UPDATE thread SET post_count = 8, last_post_at = NULL"));
        threads.replay(1, new Entry(1, Entry.CREATED, 1, thread, NOON));
        assertThat(threads.thread(thread).postCount()).isEqualTo(1);
        assertThat(threads.thread(thread).lastPostAt()).isEqualTo(NOON);
        assertThat(threads.thread(untouched).postCount()).isZero();
        long derived = threads.thread(thread).derived();
        threads.replay(2, new Entry(1, Entry.CREATED, 1, thread, NOON));
        assertThat(threads.thread(thread).derived()).isEqualTo(derived);
    }

    /** Other transactions write between the steps, including followers of the same feed in other processes. */
    @Test
    void countsAThreadOfAnySizeInSteps() {
        long other = threads.create(7);
        for (int post = 1; post <= 7; post++) {
            threads.apply(Entry.CREATED, post, thread, NOON.plusSeconds(post / 2)); // some at the same time
        }
        threads.apply(Entry.CREATED, 8, other, EVENING);
        threads.database().write(transaction -> transaction.handle().execute("UPDATE thread SET post_count = 99"));
        var recount = new ThreadRecount(2);
        assertThat(step(recount, 0)).hasValue(0);
        threads.apply(Entry.DELETED, 1, thread, NOON);
        threads.apply(Entry.CREATED, 9, thread, EVENING);
        int steps = 0;
        for (var after = OptionalLong.of(0); after.isPresent(); steps++) {
            after = step(recount, after.getAsLong());
        }
        assertThat(steps).isGreaterThan(4);
        assertThat(threads.thread(thread).postCount()).isEqualTo(7);
        assertThat(threads.thread(thread).lastPostAt()).isEqualTo(EVENING);
        assertThat(threads.thread(other).postCount()).isEqualTo(1);
    }

    private OptionalLong step(ThreadRecount recount, long after) {
        return threads.database().write(transaction -> recount.step(transaction, 1, after));
    }

    private int rows() {
        return threads.database()
                .read(handle -> handle.select("SELECT COUNT(*) FROM thread_post")
                        .mapTo(int.class)
                        .one());
    }
}
