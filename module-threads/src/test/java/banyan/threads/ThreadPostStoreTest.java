package banyan.threads;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.core.Feed.Entry;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What threads makes of what it hears of posts. */
class ThreadPostStoreTest {
    private static final Instant NOON = Instant.parse("2099-01-01T12:00:00.000001Z");
    private static final Instant EVENING = Instant.parse("2099-01-01T18:00:00Z");

    private OpenThreads threads;
    private long thread;

    @BeforeEach
    void open(@TempDir Path folder) {
        threads = OpenThreads.in(folder);
        thread = threads.begin(7);
    }

    @AfterEach
    void close() {
        threads.close();
    }

    @Test
    void countsAPostOnce() {
        threads.hear(Entry.CREATED, 1, thread, NOON);
        threads.hear(Entry.CREATED, 1, thread, NOON);
        threads.hear(Entry.CHANGED, 1, thread, EVENING);
        assertThat(threads.thread(thread).postCount()).isEqualTo(1);
        assertThat(threads.thread(thread).lastPostAt()).isEqualTo(NOON);
        assertThat(threads.thread(thread).derived()).isEqualTo(1);
        assertThat(threads.thread(thread).version()).isEqualTo(1);
    }

    @Test
    void takesPostsBackTheLastOneIncluded() {
        threads.hear(Entry.CREATED, 1, thread, NOON);
        threads.hear(Entry.CREATED, 2, thread, EVENING);
        assertThat(threads.thread(thread).lastPostAt()).isEqualTo(EVENING);
        threads.hear(Entry.DELETED, 2, thread, EVENING);
        threads.hear(Entry.DELETED, 2, thread, EVENING);
        assertThat(threads.thread(thread).postCount()).isEqualTo(1);
        assertThat(threads.thread(thread).lastPostAt()).isEqualTo(NOON);
        threads.hear(Entry.DELETED, 1, thread, EVENING);
        assertThat(threads.thread(thread).postCount()).isZero();
        assertThat(threads.thread(thread).lastPostAt()).isNull();
        assertThat(threads.thread(thread).derived()).isEqualTo(4);
    }

    @Test
    void knowsTheLastPostInWhateverOrderItHears() {
        threads.hear(Entry.CREATED, 2, thread, EVENING);
        threads.hear(Entry.CREATED, 1, thread, NOON);
        assertThat(threads.thread(thread).lastPostAt()).isEqualTo(EVENING);
    }

    @Test
    void ignoresPostsOfThreadsThatAreGone() {
        threads.hear(Entry.CREATED, 1, thread, NOON);
        threads.threading().delete(7, thread, null);
        threads.hear(Entry.CREATED, 2, thread, NOON);
        threads.hear(Entry.DELETED, 1, thread, NOON);
        assertThat(threads.store().find(thread)).isEmpty();
        assertThat(rows()).isZero();
        assertThat(threads.feed()).containsExactly("created 101", "deleted 101");
    }

    private int rows() {
        return threads.database()
                .read(handle -> handle.select("SELECT COUNT(*) FROM thread_post")
                        .mapTo(int.class)
                        .one());
    }
}
