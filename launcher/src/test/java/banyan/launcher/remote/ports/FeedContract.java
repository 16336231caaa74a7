package banyan.launcher.remote.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.BoardException;
import banyan.core.BoardException.Kind;
import banyan.core.Feed;
import banyan.core.Feed.Entry;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract of the feed of each port, for a module in this process and for one in another process. */
abstract class FeedContract<P> {
    private static final int CROWD = 70;

    final HostedPorts board;
    final P port;
    final Feed feed;

    FeedContract(HostedPorts board, P port, Feed feed) {
        this.board = board;
        this.port = port;
        this.feed = feed;
    }

    /** Creates an item and returns its id. */
    abstract long create() throws Exception;

    @Test
    void listsChangesInOrder() throws Exception {
        long last = last();
        long one = create();
        long two = create();
        var entries =
                feed.changes(Feed.Cursor.at(last), Feed.LIMIT, Duration.ZERO).entries();
        assertThat(entries).extracting(Entry::position).containsExactly(last + 1, last + 2);
        assertThat(entries).extracting(Entry::id).containsExactly(one, two);
        assertThat(entries).extracting(Entry::kind).containsOnly(Entry.CREATED);
        assertThat(feed.changes(Feed.Cursor.at(last), 1, Duration.ZERO).entries())
                .containsExactly(entries.get(0));
        assertThat(feed.changes(Feed.Cursor.at(last + 1), 1, Duration.ZERO).entries())
                .containsExactly(entries.get(1));
        assertThat(feed.changes(Feed.Cursor.at(last + 2), 1, Duration.ZERO).entries())
                .isEmpty();
    }

    @Test
    void waitsForTheRequestedTime() {
        long last = last();
        long start = System.nanoTime();
        assertThat(feed.changes(Feed.Cursor.at(last), 1, Duration.ofSeconds(1)).entries())
                .isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(5));
    }

    @Test
    @Timeout(60)
    void wakesAllWaitingReaders() throws Exception {
        long last = last();
        var threads = Executors.newCachedThreadPool();
        try {
            var readers = Stream.generate(() -> CompletableFuture.supplyAsync(
                            () -> feed.changes(Feed.Cursor.at(last), 1, Feed.WAIT)
                                    .entries(),
                            threads))
                    .limit(CROWD)
                    .toList();
            long start = System.nanoTime();
            long id = create();
            for (var reader : readers) {
                assertThat(reader.get()).allMatch(entry -> entry.id() == id); // or nothing, if the reader was displaced
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Feed.WAIT.dividedBy(2));
            assertThat(readers).anyMatch(reader -> !reader.join().isEmpty());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void returnsItsIdAndAcceptsIt() throws Exception {
        long last = last();
        long id = create();
        var changes = feed.changes(Feed.Cursor.at(last), 1, Duration.ZERO);
        assertThat(changes.feed()).isNotNull();
        assertThat(changes.head()).isEqualTo(last + 1);
        var known = feed.changes(new Feed.Cursor(changes.feed(), last), 1, Duration.ZERO);
        assertThat(known.entries()).extracting(Entry::id).containsExactly(id);
    }

    @Test
    void rejectsACursorOfAnotherFeedOrBeyondItsEnd() {
        long last = last();
        var id = feed.changes(Feed.Cursor.START, 1, Duration.ZERO).feed();
        for (var cursor : List.of(
                new Feed.Cursor(UUID.randomUUID(), last), new Feed.Cursor(id, last + 1), Feed.Cursor.at(last + 1))) {
            assertThatThrownBy(() -> feed.changes(cursor, 1, Feed.WAIT))
                    .isInstanceOfSatisfying(
                            BoardException.class, e -> assertThat(e.kind()).isEqualTo(Kind.GONE))
                    .hasMessageContaining("Read the feed again from position 0");
        }
    }

    @ParameterizedTest
    @CsvSource({"-1, 1, 0", "0, 0, 0", "0, 1001, 0", "0, -1, 0", "0, 1, -1", "0, 1, 21"})
    void rejectsInvalidParameters(long after, int limit, long wait) {
        assertThatThrownBy(() -> feed.changes(Feed.Cursor.at(after), limit, Duration.ofSeconds(wait))
                        .entries())
                .isInstanceOfSatisfying(
                        BoardException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID));
    }

    long last() {
        long last = 0;
        for (var more = feed.changes(Feed.Cursor.at(last), Feed.LIMIT, Duration.ZERO)
                        .entries();
                !more.isEmpty(); ) {
            last = more.get(more.size() - 1).position();
            more = feed.changes(Feed.Cursor.at(last), Feed.LIMIT, Duration.ZERO).entries();
        }
        return last;
    }
}
