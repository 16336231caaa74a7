package banyan.core.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.BoardException;
import banyan.core.Feed;
import banyan.core.Seed;
import banyan.core.data.ModuleStore;
import banyan.core.store.FeedOrigins;
import banyan.core.store.Notes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A feed recognizes its own cursors, whatever has happened to its file. */
class FeedHistoryTest {
    @TempDir
    private Path folder;

    private Path backup;
    private Feed.Cursor saved;

    /** Writes two notes, and makes a backup. */
    @BeforeEach
    void save() throws IOException {
        backup = folder.resolve("backup");
        try (var notes = Notes.open(folder, Seed.NONE)) {
            notes.add(1, "one");
            notes.add(1, "two");
            saved = end(notes);
        }
        Files.copy(Notes.path(folder), backup);
    }

    @Test
    void continuesAfterEachStart() {
        try (var notes = Notes.open(folder, Seed.NONE)) {
            notes.add(1, "three");
            assertThat(notes.data().feed().changes(saved, 10, Duration.ZERO).entries())
                    .extracting(Feed.Entry::position)
                    .containsExactly(3L);
            assertThat(end(notes).feed()).isNotEqualTo(saved.feed());
        }
    }

    /** A process that starts and fails again and again must not invalidate the cursors of all readers. */
    @Test
    void staysTheSameAfterStartsWithoutWrites() {
        var before = saved;
        for (int start = 0; start < 3; start++) {
            try (var notes = Notes.open(folder, Seed.NONE)) {
                notes.execute("UPDATE note SET text = 'not in the feed'");
                assertThat(end(notes)).isEqualTo(before);
            }
        }
        try (var notes = Notes.open(folder, Seed.NONE)) {
            notes.add(1, "three");
            var next = end(notes);
            notes.add(1, "four");
            assertThat(next.feed())
                    .isNotEqualTo(before.feed())
                    .isEqualTo(end(notes).feed());
            assertThat(notes.database().<Boolean>read(handle -> FeedHistory.has(handle, before)))
                    .isTrue();
            assertThat(notes.database()
                            .<Boolean>read(handle -> FeedHistory.has(handle, new Feed.Cursor(before.feed(), 3))))
                    .isFalse();
        }
    }

    @Test
    void getsNoOriginFromARollback() {
        try (var notes = Notes.open(folder, Seed.NONE)) {
            assertThatThrownBy(() -> notes.database().write(transaction -> {
                        transaction.record(Feed.Entry.CREATED, 1, null);
                        throw new IllegalStateException("thought better of it");
                    }))
                    .hasMessage("thought better of it");
            assertThat(end(notes)).isEqualTo(saved);
            notes.add(1, "three");
            assertThat(end(notes).feed()).isNotEqualTo(saved.feed());
        }
    }

    @Test
    void rejectsALostPositionAlsoOnceItExistsAgain() throws IOException {
        Feed.Cursor lost;
        try (var notes = Notes.open(folder, Seed.NONE)) {
            notes.add(1, "lost");
            lost = end(notes);
        }
        Files.copy(backup, Notes.path(folder), StandardCopyOption.REPLACE_EXISTING);
        try (var notes = Notes.open(folder, Seed.NONE)) {
            assertGone(notes, lost);
            notes.add(1, "another");
            notes.add(1, "and another");
            assertGone(notes, lost);
            assertThat(notes.data().feed().changes(saved, 10, Duration.ZERO).entries())
                    .hasSize(2);
        }
    }

    /** A backup of a server in use contains the origin of the process that continues to write. */
    @Test
    void rejectsAPositionThatWasLostWithoutARestart() {
        try (var notes = Notes.open(folder, Seed.NONE)) {
            notes.add(1, "three");
            saved = end(notes);
            notes.add(1, "four");
            var lost = end(notes);
            assertThat(lost.feed()).isEqualTo(saved.feed());
            loseLastCommit(notes);
            var again = new Notes(notes.connections(), reopened(notes));
            again.add(1, "another");
            again.add(1, "and another");
            assertGone(again, lost);
            assertThat(again.data().feed().changes(saved, 10, Duration.ZERO).entries())
                    .hasSize(2);
        }
    }

    @Test
    void detectsARestoreOfTheServer() {
        try (var notes = Notes.open(folder, Seed.NONE)) {
            notes.add(1, "three");
            notes.add(1, "four");
            var lost = end(notes);
            loseLastCommit(notes);
            assertGone(notes, lost);
            notes.add(1, "another");
            assertGone(notes, lost);
            notes.add(1, "and another");
            assertThat(notes.data()
                            .feed()
                            .changes(end(notes), 10, Duration.ZERO)
                            .entries())
                    .isEmpty();
        }
    }

    /** Others may have read the lost entries, elsewhere or before this process forgot them. */
    @Test
    void detectsTheLossOfItsOwnWrites() {
        try (var notes = Notes.open(folder, Seed.NONE)) {
            notes.add(1, "three");
            var feed = notes.data().feedId();
            notes.add(1, "four");
            loseLastCommit(notes);
            notes.add(1, "another");
            assertGone(notes, new Feed.Cursor(feed, 4));
            assertThat(notes.database().<Boolean>read(handle -> FeedHistory.has(handle, new Feed.Cursor(feed, 3))))
                    .isTrue();
        }
    }

    @Test
    void rejectsAPositionBeyondItsEndAlsoWithoutAFeed() {
        try (var notes = Notes.open(folder, Seed.NONE)) {
            assertGone(notes, Feed.Cursor.at(3));
            assertThat(notes.data()
                            .feed()
                            .changes(Feed.Cursor.at(2), 1, Duration.ZERO)
                            .entries())
                    .isEmpty();
        }
    }

    @Test
    void acceptsEveryCursorAtTheStart() {
        try (var notes = Notes.open(folder, Seed.NONE)) {
            var other = new Feed.Cursor(UUID.randomUUID(), 0);
            assertThat(notes.data().feed().changes(other, 10, Duration.ZERO).entries())
                    .hasSize(2);
        }
    }

    @Test
    void deletesTheOldestOfManyOrigins() {
        try (var notes = Notes.open(folder, Seed.NONE)) {
            for (int start = 0; start < FeedOrigins.KEPT; start++) {
                notes.database().write(transaction -> {
                    FeedOrigins.begin(transaction);
                    return true;
                });
            }
            assertGone(notes, saved);
            assertThat(notes.data().lineage().origins()).hasSize(100);
            int kept = notes.database()
                    .read(handle -> handle.select("SELECT COUNT(*) FROM feed_history")
                            .mapTo(int.class)
                            .one());
            assertThat(kept).isEqualTo(FeedOrigins.KEPT);
        }
    }

    private static void assertGone(Notes notes, Feed.Cursor cursor) {
        assertThatThrownBy(() -> notes.data().feed().changes(cursor, 10, Duration.ZERO))
                .isInstanceOfSatisfying(
                        BoardException.class, e -> assertThat(e.kind()).isEqualTo(BoardException.Kind.GONE))
                .hasMessageContaining("Position " + cursor.position());
    }

    /** Returns the cursor at the end of the feed. */
    private static Feed.Cursor end(Notes notes) {
        var changes = notes.data().feed().changes(Feed.Cursor.START, Feed.LIMIT, Duration.ZERO);
        assertThat(changes.head()).isEqualTo(changes.entries().size());
        return new Feed.Cursor(changes.feed(), changes.head());
    }

    /** Removes the last commit, as a failover may. */
    private static void loseLastCommit(Notes notes) {
        Jdbi.create(notes.connections().dataSource()).useTransaction(handle -> {
            handle.execute("DELETE FROM feed WHERE position = (SELECT position FROM feed_head)");
            handle.execute("UPDATE feed_head SET position = position - 1");
        });
    }

    private static ModuleStore reopened(Notes notes) {
        return ModuleStore.open(notes.connections().dataSource(), Notes.SCHEMA, Seed.NONE);
    }
}
