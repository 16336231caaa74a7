package banyan.core.feed;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.core.BoardException;
import banyan.core.Feed;
import banyan.core.Seed;
import banyan.core.auth.RevokedSessions;
import banyan.core.store.Eventually;
import banyan.core.store.Notes;
import banyan.core.store.WriteTransaction;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
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
        try (var follower = follow(source.data()::feed)) {
            assertThat(next()).isEqualTo(1);
            source.add(1, "while it waits");
            assertThat(next()).isEqualTo(2);
        }
        source.add(1, "while nobody follows");
        try (var follower = follow(source.data()::feed)) {
            assertThat(next()).isEqualTo(3);
        }
        assertThat(heard).isEmpty();
        assertThat(copied()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void doesEverythingOnceWhereTwoFollow() throws Exception {
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
    void leavesNothingOutWhenTheOtherModuleOrItsOwnWorkFails() throws Exception {
        var failures = new AtomicInteger(3);
        Supplier<Feed> failing = () -> {
            if (failures.decrementAndGet() >= 0) {
                throw new BoardException(BoardException.Kind.UNAVAILABLE, "The source is not here.");
            }
            return source.data().feed();
        };
        var mistakes = new AtomicInteger(2);
        IntStream.range(0, 3).forEach(i -> source.add(1, "note"));
        try (var follower = Follower.start(own.database(), "source", failing, (change, entry, replay) -> {
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

    /** Each of them takes longer than a turn may last; so others can write in between. */
    @Test
    void takesInNoMoreInOneTurnThanThereIsTimeFor() throws Exception {
        var turns = new LinkedBlockingQueue<OffsetDateTime>();
        IntStream.range(0, 3).forEach(i -> source.add(1, "note"));
        try (var follower = Follower.start(own.database(), "source", source.data()::feed, (change, entry, replay) -> {
            copy(change, entry);
            turns.add(change.at());
            for (long begun = System.nanoTime(); System.nanoTime() - begun <= FeedIntake.TURN.toNanos(); ) {
                Thread.onSpinWait();
            }
        })) {
            awaitCopies(3);
        }
        assertThat(copied()).containsExactly(1L, 2L, 3L);
        assertThat(turns).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    @Timeout(PATIENCE_S)
    void isClosedOnlyWhenWhatItDoesIsDone() throws Exception {
        var begun = new CountDownLatch(1);
        var closer = new CompletableFuture<Thread>();
        source.add(1, "note");
        var follower = Follower.start(own.database(), "source", source.data()::feed, (change, entry, replay) -> {
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
    void goesOnAfterWhatEndsOtherThreads() throws Exception {
        var deaths = new AtomicInteger(2);
        source.add(1, "note");
        try (var follower = Follower.start(own.database(), "source", source.data()::feed, (change, entry, replay) -> {
            copy(change, entry);
            if (deaths.decrementAndGet() >= 0) {
                throw new StackOverflowError("as if");
            }
        })) {
            awaitCopies(1);
        }
        assertThat(copied()).containsExactly(1L);
    }

    /** A module that follows users, which is put back to what it was before some have left. */
    @Test
    @Timeout(PATIENCE_S)
    void derivesAnewWhatBelongsToAnotherFeed(@TempDir Path folder) throws Exception {
        var deleted = new RevokedSessions(own.database());
        leave(source, 1, 2);
        try (var follower = Follower.start(own.database(), "users", source.data()::feed, deleted)) {
            Eventually.holds(() -> has(deleted, 2));
            assertThat(follower.rebuilds()).isZero();
        }
        try (var other = Notes.open(folder, Seed.NONE)) {
            leave(other, 7, 1, 3, 9);
            var alwaysRefused = new Watched(deleted, 1);
            try (var follower = Follower.start(own.database(), "users", other.data()::feed, alwaysRefused)) {
                Eventually.holds(() -> follower.rebuilds() == 1 && !follower.isRebuilding());
                assertThat(LongStream.of(1, 2, 3, 7, 9).filter(user -> has(deleted, user)))
                        .containsExactly(1L, 3L, 7L, 9L);
                leave(other, 10);
                Eventually.holds(() -> has(deleted, 10));
            }
            assertThat(alwaysRefused.gaps()).hasValue(0);
        }
    }

    /** The position at which a session ended is another one in another feed; until all of it is known, the later one counts. */
    @Test
    @Timeout(PATIENCE_S)
    void endsSessionsWhereTheOtherFeedEndsThem(@TempDir Path folder) throws Exception {
        var ended = new RevokedSessions(own.database());
        leave(source, 8, 9);
        endSessions(source, 5);
        try (var follower = Follower.start(own.database(), "users", source.data()::feed, ended)) {
            Eventually.holds(() -> ended.contains(5, Feed.Cursor.at(2)));
        }
        try (var other = Notes.open(folder, Seed.NONE)) {
            endSessions(other, 5);
            leave(other, 9);
            var early = new AtomicInteger();
            FeedConsumer watched = (change, entry, replay) -> {
                ended.apply(change, entry, replay);
                early.addAndGet(ended.contains(5, Feed.Cursor.at(2)) ? 0 : 1);
            };
            try (var follower = Follower.start(own.database(), "users", other.data()::feed, watched)) {
                Eventually.holds(() -> follower.rebuilds() == 1 && !follower.isRebuilding());
            }
            assertThat(early).hasValue(0);
            own.execute("UPDATE feed_cursor SET is_replaying = TRUE");
            try (var follower = Follower.start(own.database(), "users", other.data()::feed, ended)) {
                Eventually.holds(() -> ended.contains(5, Feed.Cursor.at(0)) && !ended.contains(5, Feed.Cursor.at(1)));
            }
        }
    }

    /** Whoever dies in the middle of it leaves the rest to the next one. */
    @Test
    @Timeout(PATIENCE_S)
    void endsARebuildThatAnotherBegan(@TempDir Path folder) throws Exception {
        var deleted = new RevokedSessions(own.database());
        leave(source, 1, 2);
        try (var follower = Follower.start(own.database(), "users", source.data()::feed, deleted)) {
            Eventually.holds(() -> has(deleted, 2));
        }
        try (var other = Notes.open(folder, Seed.NONE)) {
            leave(other, 3);
            var dying = new Dying(deleted);
            try (var follower = Follower.start(own.database(), "users", other.data()::feed, dying)) {
                assertThat(dying.reached().tryAcquire(PATIENCE_S, TimeUnit.SECONDS))
                        .isTrue();
                assertThat(follower.isRebuilding()).isTrue();
            }
            assertThat(LongStream.of(1, 2, 3).filter(user -> has(deleted, user)))
                    .containsExactly(1L, 2L, 3L);
            try (var follower = Follower.start(own.database(), "users", other.data()::feed, deleted)) {
                Eventually.holds(() -> follower.rebuilds() == 1 && !follower.isRebuilding());
            }
            assertThat(LongStream.of(1, 2, 3).filter(user -> has(deleted, user)))
                    .containsExactly(3L);
        }
    }

    @Test
    @Timeout(PATIENCE_S)
    void adoptsACursorOfBeforeFeedsHadNames() throws Exception {
        source.add(1, "heard by an older program");
        source.add(1, "not heard");
        own.execute("INSERT INTO feed_cursor (feed, position) VALUES ('source', 1)");
        try (var follower = follow(source.data()::feed)) {
            assertThat(next()).isEqualTo(2);
            assertThat(follower.rebuilds()).isZero();
        }
    }

    @Test
    @Timeout(PATIENCE_S)
    void isSentAwayWhenTheOtherModuleEnds() throws Exception {
        var waiting = new CountDownLatch(1);
        var reader = CompletableFuture.supplyAsync(() -> {
            waiting.countDown();
            return source.data().feed().changes(Feed.Cursor.at(0), 1, Feed.WAIT).entries();
        });
        waiting.await();
        source.data().endFeed();
        assertThat(reader.get(Feed.WAIT.toSeconds() / 2, TimeUnit.SECONDS)).isEmpty();
    }

    private static boolean has(RevokedSessions ended, long user) {
        return ended.contains(user, Feed.Cursor.at(Long.MAX_VALUE));
    }

    private static void leave(Notes users, long... ids) {
        for (long id : ids) {
            users.database().write(change -> {
                change.record(Feed.Entry.DELETED, id, null);
                return true;
            });
        }
    }

    private static void endSessions(Notes users, long id) {
        users.database().write(change -> {
            change.record(Feed.Entry.SESSIONS_ENDED, id, null);
            return true;
        });
    }

    private Follower follow(Supplier<Feed> feed) {
        return Follower.start(own.database(), "source", feed, (change, entry, replay) -> {
            copy(change, entry);
            heard.add(entry.position());
        });
    }

    private static void copy(WriteTransaction change, Feed.Entry entry) {
        Notes.insert(change, entry.position(), "copy");
        change.record(Feed.Entry.CREATED, entry.position(), null);
    }

    /** The positions that were copied, in the order of the commits. */
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
        return heard.poll(PATIENCE_S, TimeUnit.SECONDS);
    }

    /** Looks at each entry whether somebody who has left in both feeds is let in meanwhile. */
    private record Watched(RevokedSessions deleted, long user, AtomicInteger gaps) implements FeedConsumer {
        Watched(RevokedSessions deleted, long user) {
            this(deleted, user, new AtomicInteger());
        }

        @Override
        public void apply(WriteTransaction change, Feed.Entry entry, long replay) {
            if (!has(deleted, user)) {
                gaps.incrementAndGet();
            }
            deleted.apply(change, entry, replay);
        }

        @Override
        public List<Sweep> sweeps() {
            return deleted.sweeps();
        }
    }

    /** Never gets to the end of a rebuild. */
    private record Dying(RevokedSessions deleted, Semaphore reached) implements FeedConsumer {
        Dying(RevokedSessions deleted) {
            this(deleted, new Semaphore(0));
        }

        @Override
        public void apply(WriteTransaction change, Feed.Entry entry, long replay) {
            deleted.apply(change, entry, replay);
        }

        @Override
        public List<Sweep> sweeps() {
            return List.of((change, replay, after) -> {
                reached.release();
                throw new IllegalStateException("it dies here");
            });
        }
    }
}
