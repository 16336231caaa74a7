package banyan.core.feed;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.core.Feed;
import banyan.core.Seed;
import banyan.core.auth.RevokedSessions;
import banyan.core.store.Eventually;
import banyan.core.store.Notes;
import banyan.core.store.WriteTransaction;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A follower whose feed turns out to be another feed rebuilds all derived data. */
@SuppressWarnings("try") // a follower is started and closed, and nothing else
class RebuildTest {
    private static final long TIMEOUT_S = 30;

    @AutoClose
    private Notes source;

    @AutoClose
    private Notes own;

    @BeforeEach
    void open(@TempDir Path folder) {
        source = Notes.open(folder.resolve("source"), Seed.NONE);
        own = Notes.open(folder.resolve("own"), Seed.NONE);
    }

    /** A module follows users, which is restored to the state before some deletions. */
    @Test
    @Timeout(TIMEOUT_S)
    void rebuildsDataDerivedFromAnotherFeed(@TempDir Path folder) throws Exception {
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

    /** A session ends at different positions in the two feeds. Until the rebuild has finished, the later one counts. */
    @Test
    @Timeout(TIMEOUT_S)
    void endsSessionsAtThePositionsOfTheOtherFeed(@TempDir Path folder) throws Exception {
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
            FeedConsumer watched = (transaction, entry, replay) -> {
                ended.apply(transaction, entry, replay);
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

    /** A process that dies in the middle leaves the rest to the next one. */
    @Test
    @Timeout(TIMEOUT_S)
    void finishesARebuildOfAnotherProcess(@TempDir Path folder) throws Exception {
        var deleted = new RevokedSessions(own.database());
        leave(source, 1, 2);
        try (var follower = Follower.start(own.database(), "users", source.data()::feed, deleted)) {
            Eventually.holds(() -> has(deleted, 2));
        }
        try (var other = Notes.open(folder, Seed.NONE)) {
            leave(other, 3);
            var dying = new Dying(deleted);
            try (var follower = Follower.start(own.database(), "users", other.data()::feed, dying)) {
                assertThat(dying.reached().tryAcquire(TIMEOUT_S, TimeUnit.SECONDS))
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

    private static boolean has(RevokedSessions ended, long user) {
        return ended.contains(user, Feed.Cursor.at(Long.MAX_VALUE));
    }

    private static void leave(Notes users, long... ids) {
        for (long id : ids) {
            users.database().write(transaction -> {
                transaction.record(Feed.Entry.DELETED, id, null);
                return true;
            });
        }
    }

    private static void endSessions(Notes users, long id) {
        users.database().write(transaction -> {
            transaction.record(Feed.Entry.SESSIONS_ENDED, id, null);
            return true;
        });
    }

    /** Checks at each entry whether a user who is deleted in both feeds has access meanwhile. */
    private record Watched(RevokedSessions deleted, long user, AtomicInteger gaps) implements FeedConsumer {
        Watched(RevokedSessions deleted, long user) {
            this(deleted, user, new AtomicInteger());
        }

        @Override
        public void apply(WriteTransaction transaction, Feed.Entry entry, long replay) {
            if (!has(deleted, user)) {
                gaps.incrementAndGet();
            }
            deleted.apply(transaction, entry, replay);
        }

        @Override
        public List<ReplayCleanup> sweeps() {
            return deleted.sweeps();
        }
    }

    /** Never finishes a rebuild. */
    private record Dying(RevokedSessions deleted, Semaphore reached) implements FeedConsumer {
        Dying(RevokedSessions deleted) {
            this(deleted, new Semaphore(0));
        }

        @Override
        public void apply(WriteTransaction transaction, Feed.Entry entry, long replay) {
            deleted.apply(transaction, entry, replay);
        }

        @Override
        public List<ReplayCleanup> sweeps() {
            return List.of((transaction, replay, after) -> {
                reached.release();
                throw new IllegalStateException("it dies here");
            });
        }
    }
}
