package banyan.core.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.BoardException;
import banyan.core.BoardException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Long polls wait, end, and are replaced. */
@Timeout(60)
class WaitingReadersTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    private final AtomicInteger length = new AtomicInteger();
    private final AtomicInteger looks = new AtomicInteger();
    private volatile boolean isAway;
    /** The thread's name of this test alone: the thread of the test before may still be ending. */
    private final String thread = "feed of " + UUID.randomUUID();

    private final WaitingReaders<Integer, Integer> readers =
            new WaitingReaders<>(thread, this::look, answer -> answer > 0);

    @AfterEach
    void end() {
        readers.end();
    }

    @Test
    void endWithAChange() throws Exception {
        var some = crowd(10, "client");
        grow();
        for (var reader : some) {
            assertThat(reader.get()).isEqualTo(1);
        }
    }

    @Test
    void endWithACommitBeforeTheirWait() throws Exception {
        long mark = readers.mark();
        grow();
        assertThat(readers.await(mark, 0, 0, LONG, "client")
                        .toCompletableFuture()
                        .get())
                .isEqualTo(1);
    }

    @Test
    void endWithACommitOfAnotherProcess() throws Exception {
        var reader = reader("client");
        length.incrementAndGet();
        assertThat(reader.get()).isEqualTo(1);
    }

    @Test
    void endWithoutNewsAtTheirTimeout() throws Exception {
        var reader = readers.await(readers.mark(), 0, 0, Duration.ofMillis(50), "client")
                .toCompletableFuture();
        assertThat(reader.get()).isZero();
    }

    @Test
    void areReplacedByOthersOfTheirClient() throws Exception {
        var other = reader("other");
        var some = crowd(ReaderQueue.MAX_READERS_OF_CLIENT, "client");
        assertThat(some).noneMatch(CompletableFuture::isDone);
        var last = reader("client");
        assertThat(some.get(0).get()).isZero();
        assertThat(some.subList(1, some.size())).noneMatch(CompletableFuture::isDone);
        assertThat(other).isNotDone();
        grow();
        assertThat(last.get()).isEqualTo(1);
        assertThat(other.get()).isEqualTo(1);
    }

    @Test
    void areReplacedByOtherClients() throws Exception {
        var all = new ArrayList<CompletableFuture<Integer>>();
        for (int i = 0; i < ReaderQueue.MAX_READERS; i++) {
            all.add(reader("client " + i));
        }
        assertThat(all).noneMatch(CompletableFuture::isDone);
        var last = reader("one more");
        assertThat(all.get(0).get()).isZero();
        assertThat(all.subList(1, all.size())).noneMatch(CompletableFuture::isDone);
        assertThat(last).isNotDone();
    }

    @Test
    void areNotReplacedInTheirOwnProcess() {
        var here = reader(WaitingReader.HERE);
        for (int i = 0; i < 2 * ReaderQueue.MAX_READERS; i++) {
            reader("client " + i);
        }
        assertThat(here).isNotDone();
    }

    /** Equal queries run once for all of them: a change costs the same for any number of readers. */
    @Test
    void shareEqualQueries() throws Exception {
        var some = crowd(ReaderQueue.MAX_READERS_OF_CLIENT, "client");
        int before = looks.get();
        grow();
        for (var reader : some) {
            reader.get();
        }
        assertThat(looks.get() - before).isLessThan(10);
    }

    @Test
    void failIfTheDatabaseIsUnavailable() {
        isAway = true;
        var some = crowd(5, "client");
        readers.wake();
        for (var reader : some) {
            assertThatThrownBy(reader::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(BoardException.class);
        }
    }

    @Test
    void endWithoutNewsAtTheEnd() throws Exception {
        var before = reader("client");
        readers.end();
        assertThat(before.get()).isZero();
        assertThat(reader("client").get()).isZero();
    }

    @Test
    void ofClientsEndBeforeTheOthers() throws Exception {
        var client = reader("client");
        var here = reader(WaitingReader.HERE);
        readers.endClientLongPolls();
        assertThat(client.get()).isZero();
        assertThat(reader("client").get()).isZero();
        var later = reader(WaitingReader.HERE);
        assertThat(here).isNotDone();
        assertThat(later).isNotDone();
        grow();
        assertThat(here.get()).isEqualTo(1);
        assertThat(later.get()).isEqualTo(1);
    }

    /** One thread lives for all of them, and ends after them. */
    @Test
    void holdNoThreads() throws Exception {
        var some = crowd(ReaderQueue.MAX_READERS_OF_CLIENT, "client");
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(running -> running.getName().equals(thread))
                .hasSize(1);
        readers.end();
        for (var reader : some) {
            reader.get(1, TimeUnit.MINUTES);
        }
    }

    private CompletableFuture<Integer> reader(String client) {
        return readers.await(readers.mark(), 0, 0, LONG, client).toCompletableFuture();
    }

    private List<CompletableFuture<Integer>> crowd(int number, String client) {
        return Stream.generate(() -> reader(client)).limit(number).toList();
    }

    private void grow() {
        length.incrementAndGet();
        readers.wake();
    }

    private Integer look(Integer after) {
        looks.incrementAndGet();
        if (isAway) {
            throw new BoardException(Kind.UNAVAILABLE, "away");
        }
        return length.get() - after;
    }
}
