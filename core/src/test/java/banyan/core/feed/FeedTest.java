package banyan.core.feed;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.core.Feed;
import banyan.core.Seed;
import banyan.core.store.Notes;
import banyan.core.store.Notes.Entry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order of entries while many threads write and some roll back. */
class FeedTest {
    private static final int WRITERS = 8;
    private static final int ROUNDS = 100;

    @TempDir
    private Path folder;

    private final AtomicBoolean done = new AtomicBoolean();

    @Test
    void hasNoThreadForAnItemWithoutOne() throws Exception {
        try (var notes = Notes.open(folder, Seed.NONE)) {
            notes.add(1, "belongs to no thread");
            assertThat(notes.data()
                            .feed()
                            .changes(Feed.Cursor.at(0), 1, Duration.ZERO)
                            .entries()
                            .get(0)
                            .thread())
                    .isNull();
        }
    }

    @Test
    void numbersCommitsInTheirOrderWithoutGaps() throws Exception {
        var threads = Executors.newFixedThreadPool(WRITERS + 1);
        try (var notes = Notes.open(folder, Seed.NONE)) {
            var follower = threads.submit(() -> follow(notes));
            var writers = IntStream.range(0, WRITERS)
                    .mapToObj(writer -> (Callable<List<Long>>) () -> write(notes, writer))
                    .toList();
            var written = new ArrayList<Long>();
            for (var writer : threads.invokeAll(writers)) {
                written.addAll(writer.get());
            }
            done.set(true);

            var feed = notes.feed();
            assertThat(feed)
                    .extracting(Entry::position)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, written.size()).boxed().toList());
            assertThat(feed).extracting(Entry::id).containsExactlyInAnyOrderElementsOf(written);
            assertThat(notes.all()).extracting(Notes.Note::id).containsExactlyInAnyOrderElementsOf(written);
            assertThat(follower.get()).isEqualTo(feed);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Writes; each third transaction rolls back after it has recorded its entry. */
    private static List<Long> write(Notes notes, int writer) {
        var written = new ArrayList<Long>();
        for (int round = 0; round < ROUNDS; round++) {
            boolean fails = round % 3 == writer % 3;
            try {
                written.add(notes.database().write(transaction -> {
                    long id = Notes.insert(transaction, writer, "note");
                    transaction.record("created", id, null);
                    if (fails) {
                        throw new IntendedRollback();
                    }
                    return id;
                }));
            } catch (IntendedRollback e) {
                assertThat(fails).isTrue();
            }
        }
        return written;
    }

    /** Reads with a cursor, as another module does: it never sees an entry again once its cursor has passed it. */
    private List<Entry> follow(Notes notes) {
        var seen = new ArrayList<Entry>();
        for (boolean last = false; ; last = done.get()) {
            long cursor = seen.isEmpty() ? 0 : seen.get(seen.size() - 1).position();
            notes.feed().stream().filter(entry -> entry.position() > cursor).forEach(seen::add);
            if (last) {
                return seen;
            }
        }
    }

    private static final class IntendedRollback extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
