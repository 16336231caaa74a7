package banyan.launcher.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.BoardException;
import banyan.core.BoardException.Kind;
import banyan.core.Feed;
import banyan.core.Feed.Entry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every port promises of its feed, wherever the module is. */
abstract class FeedContract<P extends Feed> {
    private static final int CROWD = 70;

    final OpenModules board;
    final P port;

    FeedContract(OpenModules board, P port) {
        this.board = board;
        this.port = port;
    }

    /** Makes another item. */
    abstract long create() throws Exception;

    @Test
    void listsChangesInTheirOrder() throws Exception {
        long last = last();
        long one = create();
        long two = create();
        var entries = port.changes(last, Feed.LIMIT, Duration.ZERO);
        assertThat(entries).extracting(Entry::position).containsExactly(last + 1, last + 2);
        assertThat(entries).extracting(Entry::id).containsExactly(one, two);
        assertThat(entries).extracting(Entry::kind).containsOnly(Entry.CREATED);
        assertThat(port.changes(last, 1, Duration.ZERO)).containsExactly(entries.get(0));
        assertThat(port.changes(last + 1, 1, Duration.ZERO)).containsExactly(entries.get(1));
        assertThat(port.changes(last + 2, 1, Duration.ZERO)).isEmpty();
    }

    @Test
    void waitsAsLongAsItIsAskedTo() {
        long last = last();
        long start = System.nanoTime();
        assertThat(port.changes(last, 1, Duration.ofSeconds(1))).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(5));
    }

    @Test
    @Timeout(60)
    void wakesAllThatWaitHoweverMany() throws Exception {
        long last = last();
        var threads = Executors.newCachedThreadPool();
        try {
            var readers = Stream.generate(
                            () -> CompletableFuture.supplyAsync(() -> port.changes(last, 1, Feed.WAIT), threads))
                    .limit(CROWD)
                    .toList();
            long start = System.nanoTime();
            long id = create();
            for (var reader : readers) {
                assertThat(reader.get()).allMatch(entry -> entry.id() == id); // or nothing, to make room
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Feed.WAIT.dividedBy(2));
            assertThat(readers).anyMatch(reader -> !reader.join().isEmpty());
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @CsvSource({"-1, 1, 0", "0, 0, 0", "0, 1001, 0", "0, -1, 0", "0, 1, -1", "0, 1, 21"})
    void refusesWhatNoFeedCanBeAskedFor(long after, int limit, long wait) {
        assertThatThrownBy(() -> port.changes(after, limit, Duration.ofSeconds(wait)))
                .isInstanceOfSatisfying(
                        BoardException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID));
    }

    long last() {
        long last = 0;
        for (var more = port.changes(last, Feed.LIMIT, Duration.ZERO); !more.isEmpty(); ) {
            last = more.get(more.size() - 1).position();
            more = port.changes(last, Feed.LIMIT, Duration.ZERO);
        }
        return last;
    }
}
