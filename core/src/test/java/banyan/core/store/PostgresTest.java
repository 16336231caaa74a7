package banyan.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.core.Feed;
import banyan.core.Seed;
import banyan.core.auth.RevokedSessions;
import banyan.core.feed.FeedCursors;
import banyan.core.feed.Follower;
import banyan.core.store.Notes.Entry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A schema on a PostgreSQL server that several processes have open. */
class PostgresTest {
    private static final int WRITERS = 4;
    private static final int ROUNDS = 50;

    @AutoClose
    @RegisterExtension
    private static final NotesServer SERVER = NotesServer.start();

    @Test
    void isFilledThroughTheFeedAndOnce() {
        for (int time = 0; time < 2; time++) {
            try (var notes = open(Seed.TUTORIAL)) {
                assertThat(notes.all()).hasSize(3);
                assertThat(notes.feed())
                        .containsExactly(
                                new Entry(1, "created", 1), new Entry(2, "created", 2), new Entry(3, "created", 3));
            }
        }
    }

    @Test
    void numbersNewItemsFrom101() {
        try (var notes = open(Seed.TUTORIAL)) {
            assertThat(notes.add(1, "first")).isEqualTo(101);
        }
    }

    @Test
    void isCreatedOnceByParallelOpenings() throws Exception {
        var ids = all(IntStream.range(0, WRITERS).mapToObj(opener -> (Callable<Object>) () -> {
            try (var notes = open(Seed.TUTORIAL)) {
                return notes.database().storeId();
            }
        }));
        assertThat(ids).hasSize(WRITERS);
        assertThat(ids.stream().distinct()).hasSize(1);
        try (var notes = open(Seed.TUTORIAL)) {
            assertThat(notes.all()).hasSize(3);
            assertThat(notes.feed()).hasSize(3);
        }
    }

    @Test
    void numbersCommitsOfSeveralProcessesWithoutGaps() throws Exception {
        try (var one = open(Seed.NONE);
                var other = open(Seed.NONE)) {
            all(IntStream.range(0, WRITERS).mapToObj(writer -> (Callable<Object>) () -> {
                for (int round = 0; round < ROUNDS; round++) {
                    writeOrFail(writer % 2 == 0 ? one : other, round % 3 == 0);
                }
                return writer;
            }));
            assertThat(one.feed())
                    .extracting(Entry::position)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, one.feed().size()).boxed().toList());
            assertThat(one.feed()).hasSameSizeAs(one.all()).isEqualTo(other.feed());
        }
    }

    /** The cursor is of a release that did not store the feed; then the followed data changes. */
    @Test
    @Timeout(30)
    @SuppressWarnings("try") // a follower is started and closed, and nothing else
    void rebuildsDataDerivedFromAnotherFeed(@TempDir Path folder) {
        try (var source = Notes.open(folder.resolve("source"), Seed.NONE);
                var other = Notes.open(folder.resolve("other"), Seed.NONE);
                var own = open(Seed.NONE)) {
            var ended = new RevokedSessions(own.database());
            leave(source, 1, 2);
            own.execute("INSERT INTO feed_cursor (feed, position) VALUES ('users', 1)");
            try (var follower = Follower.start(own.database(), "users", source.data()::feed, ended)) {
                Eventually.holds(() -> ended.contains(2, Feed.Cursor.START));
                assertThat(follower.rebuilds()).isZero();
            }
            leave(other, 3);
            try (var follower = Follower.start(own.database(), "users", other.data()::feed, ended)) {
                Eventually.holds(() -> follower.rebuilds() == 1 && !follower.isRebuilding());
            }
            assertThat(LongStream.of(1, 2, 3).filter(user -> ended.contains(user, Feed.Cursor.START)))
                    .containsExactly(3L);
        }
    }

    /** The feed is of another release, which does not name its identity. */
    @Test
    @Timeout(30)
    void followsAFeedWithoutIdentity() {
        try (var own = open(Seed.NONE)) {
            own.database().write(transaction -> {
                var next = FeedCursors.NEW.at(Feed.Cursor.at(4));
                assertThat(FeedCursors.replace(transaction, "users", FeedCursors.NEW, next))
                        .isTrue();
                assertThat(FeedCursors.replace(transaction, "users", next, next.restarted()))
                        .isTrue();
                assertThat(FeedCursors.find(transaction.handle(), "users")).isEqualTo(next.restarted());
                return true;
            });
        }
    }

    private static void leave(Notes users, long... ids) {
        for (long id : ids) {
            users.database().write(transaction -> {
                transaction.record(Feed.Entry.DELETED, id, null);
                return true;
            });
        }
    }

    private static void writeOrFail(Notes notes, boolean fails) {
        try {
            notes.database().write(transaction -> {
                transaction.record("created", Notes.insert(transaction, 1, "note"), null);
                if (fails) {
                    throw new IllegalStateException("thought better of it");
                }
                return true;
            });
        } catch (IllegalStateException e) {
            assertThat(fails).isTrue();
        }
    }

    private static List<Object> all(Stream<Callable<Object>> tasks) throws Exception {
        var threads = Executors.newFixedThreadPool(WRITERS);
        try {
            var results = new ArrayList<>();
            for (var result : threads.invokeAll(tasks.toList())) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    private static Notes open(Seed seed) {
        return SERVER.open(seed);
    }
}
