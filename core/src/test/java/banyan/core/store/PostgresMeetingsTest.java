package banyan.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.core.Feed;
import banyan.core.Seed;
import banyan.core.feed.Follower;
import banyan.core.store.Notes.Entry;
import banyan.core.store.Notes.Note;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Races of several processes on one schema of a PostgreSQL server. */
class PostgresMeetingsTest {
    @AutoClose
    private final NotesServer server = NotesServer.start();

    /** Each writer waits for the one before it, and the reader reads at every step. */
    @Test
    void showsEachCommitOfLateWritersAndOfWritersThatRollBack() throws Exception {
        try (var one = open();
                var other = open();
                var reader = open()) {
            assertThat(meeting(one, true, other)).containsExactly(null, "by the second");
            assertThat(reader.feed()).extracting(Entry::position).containsExactly(1L);
            assertThat(meeting(one, false, other)).containsExactly("by the first", "by the second");
            assertThat(meeting(other, true, one)).containsExactly(null, "by the second");
            assertThat(reader.feed()).extracting(Entry::position).containsExactly(1L, 2L, 3L, 4L);
            assertThat(reader.feed())
                    .extracting(Entry::id)
                    .containsExactlyElementsOf(
                            reader.all().stream().map(Note::id).toList());
            assertThat(reader.all())
                    .extracting(Note::text)
                    .containsExactly("by the second", "by the first", "by the second", "by the second");
        }
    }

    /**
     * The first writer has recorded its change, and the second one waits, before the first one commits or rolls back.
     */
    private List<String> meeting(Notes first, boolean givesUp, Notes second) throws Exception {
        var seen = first.feed();
        var waiting = new CompletableFuture<Void>();
        var recorded = new CountDownLatch(1);
        var threads = Executors.newFixedThreadPool(2);
        try {
            var writes = threads.submit(() -> write(first, "by the first", () -> {
                recorded.countDown();
                waiting.join();
                if (givesUp) {
                    throw new IllegalStateException("thought better of it");
                }
            }));
            recorded.await();
            var waits = threads.submit(() -> write(second, "by the second", () -> {}));
            while (waiting() == 0) {
                assertThat(second.feed()).isEqualTo(seen);
            }
            waiting.complete(null);
            return Stream.of(writes.get(), waits.get()).toList();
        } finally {
            threads.shutdownNow();
        }
    }

    /** Writes the text, and returns it; null if it was rolled back. */
    private static @Nullable String write(Notes notes, String text, Runnable afterwards) {
        try {
            return notes.database().write(transaction -> {
                transaction.record("created", Notes.insert(transaction, 1, text), null);
                afterwards.run();
                return text;
            });
        } catch (IllegalStateException e) {
            return null;
        }
    }

    /** Two processes follow one feed into one schema, and both have read an entry before one of them may apply it. */
    @Test
    @SuppressWarnings("try") // followers are started and closed, and nothing else
    void letsOneOfTwoFollowersApplyAnEntry(@TempDir Path folder) throws Exception {
        try (var source = Notes.open(folder, Seed.NONE);
                var one = open();
                var other = open()) {
            source.add(1, "read by both");
            try (var turn = server.source().getConnection();
                    var statement = turn.createStatement()) {
                turn.setAutoCommit(false);
                statement.execute("SELECT position FROM notes.feed_head FOR UPDATE");
                try (var follower = follow(one, source);
                        var second = follow(other, source)) {
                    while (waiting() < 2) {
                        Thread.onSpinWait();
                    }
                    turn.commit();
                    assertThat(one.data()
                                    .feed()
                                    .changes(Feed.Cursor.at(0), 1, Feed.WAIT)
                                    .entries())
                            .hasSize(1);
                    source.add(1, "and another");
                    assertThat(one.data()
                                    .feed()
                                    .changes(Feed.Cursor.at(1), 1, Feed.WAIT)
                                    .entries())
                            .hasSize(1);
                }
            }
            assertThat(one.all()).extracting(Note::author).containsExactly(1L, 2L);
            assertThat(one.feed()).hasSize(2);
        }
    }

    /** Starts a follower that copies positions. */
    private static Follower follow(Notes own, Notes source) {
        return Follower.start(own.database(), "source", source.data()::feed, (transaction, entry, replay) -> {
            Notes.insert(transaction, entry.position(), "copy");
            transaction.record(Feed.Entry.CREATED, entry.position(), null);
        });
    }

    /** Returns how many connections of the module wait for the write lock. */
    private int waiting() {
        return server.jdbi()
                .withHandle(handle -> handle.select("""
                        SELECT COUNT(*) FROM pg_stat_activity
                        WHERE wait_event_type = 'Lock' AND application_name = 'banyan notes'
                        """).mapTo(int.class).one());
    }

    private Notes open() {
        return server.open(Seed.NONE);
    }
}
