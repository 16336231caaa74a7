package banyan.core.feed;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.core.BoardException;
import banyan.core.Feed;
import banyan.core.Seed;
import banyan.core.store.Notes;
import banyan.core.store.WriteTransaction;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A module applies the feed of another module. */
@SuppressWarnings("try") // a follower is started and closed, and nothing else
class FollowerTest {
    private static final long TIMEOUT_S = 30;

    private final BlockingQueue<Long> heard = new LinkedBlockingQueue<>();

    @AutoClose
    private Notes source;

    @AutoClose
    private Notes own;

    @BeforeEach
    void open(@TempDir Path folder) {
        source = Notes.open(folder.resolve("source"), Seed.NONE);
        own = Notes.open(folder.resolve("own"), Seed.NONE);
    }

    @Test
    void appliesEveryEntryInOrderAndContinuesAfterARestart() throws Exception {
        source.add(1, "before it starts");
        try (var follower = follow(source.data()::feed)) {
            assertThat(next()).isEqualTo(1);
            source.add(1, "while it waits");
            assertThat(next()).isEqualTo(2);
        }
        source.add(1, "without a follower");
        try (var follower = follow(source.data()::feed)) {
            assertThat(next()).isEqualTo(3);
        }
        assertThat(heard).isEmpty();
        assertThat(copied()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void appliesEveryEntryOnceWithTwoFollowers() throws Exception {
        try (var one = follow(source.data()::feed);
                var two = follow(source.data()::feed)) {
            for (int i = 0; i < 50; i++) {
                source.add(1, "note");
            }
            awaitCopies(50);
        }
        assertThat(copied())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 50).boxed().toList());
    }

    @Test
    void skipsNothingAfterFailuresOfTheFeedOrOfItself() throws Exception {
        var failures = new AtomicInteger(3);
        Supplier<Feed> failing = () -> {
            if (failures.decrementAndGet() >= 0) {
                throw new BoardException(BoardException.Kind.UNAVAILABLE, "The source is not here.");
            }
            return source.data().feed();
        };
        var mistakes = new AtomicInteger(2);
        IntStream.range(0, 3).forEach(i -> source.add(1, "note"));
        try (var follower = Follower.start(own.database(), "source", failing, (transaction, entry, replay) -> {
            copy(transaction, entry);
            if (entry.position() == 2 && mistakes.decrementAndGet() >= 0) {
                throw new IllegalStateException("it fails in the middle");
            }
        })) {
            awaitCopies(3);
        }
        assertThat(copied()).containsExactly(1L, 2L, 3L);
        assertThat(mistakes).hasNegativeValue();
    }

    /** Each entry takes longer than a batch may last, so others can write in between. */
    @Test
    void limitsTheTimeOfATransaction() throws Exception {
        var turns = new LinkedBlockingQueue<OffsetDateTime>();
        IntStream.range(0, 3).forEach(i -> source.add(1, "note"));
        try (var follower =
                Follower.start(own.database(), "source", source.data()::feed, (transaction, entry, replay) -> {
                    copy(transaction, entry);
                    turns.add(transaction.at());
                    for (long begun = System.nanoTime();
                            System.nanoTime() - begun <= FeedIntake.BATCH_TIME.toNanos(); ) {
                        Thread.onSpinWait();
                    }
                })) {
            awaitCopies(3);
        }
        assertThat(copied()).containsExactly(1L, 2L, 3L);
        assertThat(turns).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    @Timeout(TIMEOUT_S)
    void closesAfterTheRunningTransaction() throws Exception {
        var begun = new CountDownLatch(1);
        var closer = new CompletableFuture<Thread>();
        source.add(1, "note");
        var follower = Follower.start(own.database(), "source", source.data()::feed, (transaction, entry, replay) -> {
            begun.countDown();
            while (closer.join().getState() != Thread.State.BLOCKED) {
                Thread.onSpinWait();
            }
            copy(transaction, entry);
        });
        begun.await();
        closer.complete(Thread.currentThread());
        follower.close();
        assertThat(copied()).containsExactly(1L);
        source.add(1, "after it was closed");
        follower.close();
        assertThat(copied()).containsExactly(1L);
    }

    @Test
    @Timeout(TIMEOUT_S)
    void continuesAfterErrorsAndInterrupts() throws Exception {
        var deaths = new AtomicInteger(2);
        source.add(1, "note");
        try (var follower =
                Follower.start(own.database(), "source", source.data()::feed, (transaction, entry, replay) -> {
                    copy(transaction, entry);
                    if (deaths.decrementAndGet() >= 0) {
                        throw new StackOverflowError("as if");
                    }
                })) {
            awaitCopies(1);
        }
        assertThat(copied()).containsExactly(1L);
    }

    @Test
    @Timeout(TIMEOUT_S)
    void adoptsACursorWithoutAFeed() throws Exception {
        source.add(1, "applied by an older release");
        source.add(1, "not applied");
        own.execute("INSERT INTO feed_cursor (feed, position) VALUES ('source', 1)");
        try (var follower = follow(source.data()::feed)) {
            assertThat(next()).isEqualTo(2);
            assertThat(follower.rebuilds()).isZero();
        }
    }

    @Test
    @Timeout(TIMEOUT_S)
    void returnsFromItsLongPollWhenTheOtherModuleEnds() throws Exception {
        var waiting = new CountDownLatch(1);
        var reader = CompletableFuture.supplyAsync(() -> {
            waiting.countDown();
            return source.data().feed().changes(Feed.Cursor.at(0), 1, Feed.WAIT).entries();
        });
        waiting.await();
        source.data().endFeed();
        assertThat(reader.get(Feed.WAIT.toSeconds() / 2, TimeUnit.SECONDS)).isEmpty();
    }

    private Follower follow(Supplier<Feed> feed) {
        return Follower.start(own.database(), "source", feed, (transaction, entry, replay) -> {
            copy(transaction, entry);
            heard.add(entry.position());
        });
    }

    private static void copy(WriteTransaction transaction, Feed.Entry entry) {
        Notes.insert(transaction, entry.position(), "copy");
        transaction.record(Feed.Entry.CREATED, entry.position(), null);
    }

    /** Returns the copied positions, in the order of the commits. */
    private List<Long> copied() {
        return own.all().stream().map(Notes.Note::author).toList();
    }

    private void awaitCopies(int number) {
        var feed = own.data().feed();
        for (int read = 0; read < number; ) {
            var more = feed.changes(Feed.Cursor.at(read), Feed.LIMIT, Feed.WAIT).entries();
            assertThat(more).isNotEmpty();
            read += more.size();
        }
    }

    private @Nullable Long next() throws InterruptedException {
        return heard.poll(TIMEOUT_S, TimeUnit.SECONDS);
    }
}
