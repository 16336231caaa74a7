package banyan.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.core.BoardException;
import banyan.core.Feed;
import banyan.core.Seed;
import java.nio.file.Path;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What one module does about what happens in another. */
@SuppressWarnings("try") // a follower is started and closed, and nothing else
class FollowerTest {
    private static final long PATIENCE_S = 30;

    private final BlockingQueue<Long> heard = new LinkedBlockingQueue<>();
    private Notes source;
    private Notes own;

    @BeforeEach
    void open(@TempDir Path folder) {
        source = Notes.open(folder.resolve("source"), Seed.NONE);
        own = Notes.open(folder.resolve("own"), Seed.NONE);
    }

    @AfterEach
    void close() {
        own.close();
        source.close();
    }

    @Test
    void hearsEverythingInOrderAndGoesOnWhereItWas() throws Exception {
        source.add(1, "before it starts");
        try (var follower = follow(source.database()::feed)) {
            assertThat(next()).isEqualTo(1);
            source.add(1, "while it waits");
            assertThat(next()).isEqualTo(2);
        }
        source.add(1, "while nobody follows");
        try (var follower = follow(source.database()::feed)) {
            assertThat(next()).isEqualTo(3);
        }
        assertThat(heard).isEmpty();
        assertThat(copied()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void doesEverythingOnceWhereTwoFollow() throws Exception {
        try (var one = follow(source.database()::feed);
                var two = follow(source.database()::feed)) {
            for (int i = 0; i < 50; i++) {
                source.add(1, "note");
            }
            awaitCopies(50);
        }
        assertThat(copied())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 50).boxed().toList());
    }

    @Test
    void leavesNothingOutWhenTheOtherModuleOrItsOwnWorkFails() throws Exception {
        var failures = new AtomicInteger(3);
        Supplier<Feed> failing = () -> {
            if (failures.decrementAndGet() >= 0) {
                throw new BoardException(BoardException.Kind.UNAVAILABLE, "The source is not here.");
            }
            return source.database().feed();
        };
        var mistakes = new AtomicInteger(2);
        IntStream.range(0, 3).forEach(i -> source.add(1, "note"));
        try (var follower = Follower.start(own.database(), "source", failing, (change, entry) -> {
            copy(change, entry);
            if (entry.position() == 2 && mistakes.decrementAndGet() >= 0) {
                throw new IllegalStateException("it fails in the middle");
            }
        })) {
            awaitCopies(3);
        }
        assertThat(copied()).containsExactly(1L, 2L, 3L);
        assertThat(mistakes).hasNegativeValue();
    }

    @Test
    @Timeout(PATIENCE_S)
    void isClosedOnlyWhenWhatItDoesIsDone() throws Exception {
        var begun = new CountDownLatch(1);
        var closer = new CompletableFuture<Thread>();
        source.add(1, "note");
        var follower = Follower.start(own.database(), "source", source.database()::feed, (change, entry) -> {
            begun.countDown();
            while (closer.join().getState() != Thread.State.BLOCKED) {
                Thread.onSpinWait();
            }
            copy(change, entry);
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
    @Timeout(PATIENCE_S)
    void isSentAwayWhenTheOtherModuleEnds() throws Exception {
        var waiting = new CountDownLatch(1);
        var reader = CompletableFuture.supplyAsync(() -> {
            waiting.countDown();
            return source.database().feed().changes(0, 1, Feed.WAIT);
        });
        waiting.await();
        source.database().endFeed();
        assertThat(reader.get(Feed.WAIT.toSeconds() / 2, TimeUnit.SECONDS)).isEmpty();
    }

    private Follower follow(Supplier<Feed> feed) {
        return Follower.start(own.database(), "source", feed, (change, entry) -> {
            copy(change, entry);
            heard.add(entry.position());
        });
    }

    private static void copy(Change change, Feed.Entry entry) {
        Notes.insert(change, entry.position(), "copy");
        change.record(Feed.Entry.CREATED, entry.position(), null);
    }

    /** The positions that were copied, in the order of the commits. */
    private List<Long> copied() {
        return own.all().stream().map(Notes.Note::author).toList();
    }

    private void awaitCopies(int number) {
        var feed = own.database().feed();
        for (int read = 0; read < number; ) {
            var more = feed.changes(read, Feed.LIMIT, Feed.WAIT);
            assertThat(more).isNotEmpty();
            read += more.size();
        }
    }

    private @Nullable Long next() throws InterruptedException {
        return heard.poll(PATIENCE_S, TimeUnit.SECONDS);
    }
}
