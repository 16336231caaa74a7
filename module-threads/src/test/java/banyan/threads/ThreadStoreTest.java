package banyan.threads;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.core.Feed.Entry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the pages of lists of threads. */
class ThreadStoreTest {
    private OpenThreads threads;

    /** All threads of the second half have the same time of creation. */
    @BeforeEach
    void open(@TempDir Path folder) {
        threads = OpenThreads.in(folder);
        LongStream.range(0, 5).forEach(i -> threads.create(7));
        threads.database().write(transaction -> {
            LongStream.range(0, 5).forEach(i -> ThreadStore.insert(transaction, 7, new ThreadTitle("title")));
            return null;
        });
    }

    @AfterEach
    void close() {
        threads.close();
    }

    @Test
    void listsEachThreadOnOnePage() {
        var all = new ArrayList<Long>();
        for (var rows = threads.store().list(0, 3);
                !rows.isEmpty();
                rows = threads.store().list(all.get(all.size() - 1), 3)) {
            rows.forEach(thread -> all.add(thread.id()));
        }
        assertThat(all).containsExactly(101L, 102L, 103L, 104L, 105L, 106L, 107L, 108L, 109L, 110L);
    }

    @Test
    void listsTheMostActiveThreadsFirst() {
        assertThat(byActivity()).containsExactly(110L, 109L, 108L, 107L, 106L, 105L, 104L, 103L, 102L, 101L);
        threads.apply(Entry.CREATED, 1, 103, Instant.parse("2099-01-01T12:00:00.000001Z"));
        threads.apply(Entry.CREATED, 2, 107, Instant.parse("2099-01-01T12:00:00.000002Z"));
        assertThat(byActivity()).containsExactly(107L, 103L, 110L, 109L, 108L, 106L, 105L, 104L, 102L, 101L);
        threads.apply(Entry.DELETED, 2, 107, Instant.EPOCH);
        assertThat(byActivity()).startsWith(103L, 110L).hasSize(10);
    }

    /** With an index, a page costs the same however many threads there are. */
    @Test
    void usesTheIndexOfActivity() {
        var plan = threads.database()
                .read(handle -> handle.select("""
                        EXPLAIN SELECT id, title, active_at FROM thread
                        WHERE (active_at, id) < (CURRENT_TIMESTAMP, 9) ORDER BY active_at DESC, id DESC LIMIT 5
                        """).mapTo(String.class).one());
        assertThat(plan).contains("THREAD_BY_ACTIVITY: ACTIVE_AT <=", "/* index sorted */");
    }

    private List<Long> byActivity() {
        var all = new ArrayList<Long>();
        var before = Activity.LATEST;
        for (var rows = threads.store().active(before, 3);
                !rows.isEmpty();
                rows = threads.store().active(before, 3)) {
            rows.forEach(thread -> all.add(thread.id()));
            before = Activity.of(Activity.of(rows.get(rows.size() - 1)).cursor());
        }
        return all;
    }
}
