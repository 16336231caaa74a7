package banyan.core.feed;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.core.Feed;
import banyan.core.Lineage;
import banyan.core.Seed;
import banyan.core.store.Backlog;
import banyan.core.store.Eventually;
import banyan.core.store.Notes;
import banyan.core.transfer.Copies;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A module whose data have their home elsewhere does no background work, and continues it when it becomes the home. */
@Timeout(30)
@SuppressWarnings("try") // background work is started and closed, and nothing else
class PassiveModuleTest {
    @AutoClose
    private Notes source;

    @AutoClose
    private Notes home;

    @AutoClose
    private Notes standby;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        source = Notes.open(folder.resolve("source"), Seed.TUTORIAL);
        home = Notes.open(folder.resolve("home"), Seed.TUTORIAL);
        standby = Notes.open(folder.resolve("standby"), Seed.NONE);
        Copies.follow(standby);
        Copies.pull(home, standby);
    }

    /** The home has applied the entries: the cursor at the standby is the one that it reads from its rows. */
    @Test
    void followsNoFeedUntilItIsTheHome() throws Exception {
        var calls = new AtomicInteger();
        try (var follower = follow(standby, calls)) {
            try (var atHome = follow(home, new AtomicInteger())) {
                Eventually.holds(() -> atHome.position() == 3);
            }
            Copies.pull(home, standby);
            Eventually.holds(() -> follower.position() == 3);
            assertThat(calls).hasValue(0);
            assertThat(follower.behind()).isZero();

            Copies.takeOver(standby);
            long added = source.add(1, "after the exchange");
            Eventually.holds(() -> standby.by(added).size() == 1);
            assertThat(standby.by(2)).hasSize(1);
            Eventually.holds(() -> follower.position() == 4);
        }
    }

    @Test
    void stopsFollowingWhenItIsTheHomeNoMore() throws Exception {
        var calls = new AtomicInteger();
        try (var follower = follow(home, calls)) {
            Eventually.holds(() -> follower.position() == 3);
            Copies.follow(home);
            long last = source.add(1, "for another home");
            Eventually.holds(() -> follower.behind().isZero());
            assertThat(home.by(last)).isEmpty();
            int until = calls.get();
            Copies.takeOver(home);
            Eventually.holds(() -> home.by(last).size() == 1);
            assertThat(calls.get()).isGreaterThan(until);
        }
    }

    @Test
    void doesNoStepOfABacklogUntilItIsTheHome() throws Exception {
        var checks = new AtomicInteger();
        try (var backlog = Backlog.start(
                standby.database(),
                "taking away",
                handle -> checks.incrementAndGet() > 0 && !standby.by(7).isEmpty(),
                transaction -> transaction.handle().execute("DELETE FROM note WHERE author = 7") > 0)) {
            home.add(1, "news");
            Copies.pull(home, standby);
            backlog.add();
            assertThat(standby.by(7)).hasSize(2);
            assertThat(checks).hasValue(0);
            long before = System.nanoTime();
            Copies.takeOver(standby);
            Eventually.holds(() -> standby.by(7).isEmpty());
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void endsLongPollsOfItsFeedWithTheEntriesOfTheHome() throws Exception {
        var feed = standby.data().feed();
        var poll = feed.changesAsync(Feed.Cursor.at(3), 10, Feed.WAIT, "client").toCompletableFuture();
        home.add(1, "news");
        assertThat(poll).isNotDone();
        Copies.pull(home, standby);
        var changes = poll.get(20, TimeUnit.SECONDS);
        assertThat(changes.entries()).extracting(Feed.Entry::position).containsExactly(4L);
        assertThat(changes.feed()).isEqualTo(home.data().feedId());
    }

    /** A home that was lost may have had entries that no copy got: the next home's entries are others. */
    @Test
    void beginsAnotherOriginAtEachChangeOfTheHome() throws Exception {
        home.add(1, "at the first home");
        var first = newest(home);
        Copies.pull(home, standby);
        Copies.takeOver(standby);
        Copies.follow(home);
        standby.add(1, "at the second");
        var second = newest(standby);
        assertThat(second).isNotEqualTo(first);
        standby.add(1, "still there");
        assertThat(newest(standby)).isEqualTo(second);
        Copies.pull(standby, home);
        Copies.takeOver(home);
        Copies.follow(standby);
        home.add(1, "at the first again");
        assertThat(newest(home)).isNotIn(first, second);
        assertThat(home.data().lineage().origins())
                .extracting(Lineage.Origin::id)
                .contains(first, second);
    }

    /** Also the id of an item that was deleted before the copy is not given again. */
    @Test
    void givesNoIdAgainThatTheHomeGave() throws Exception {
        home.add(1, "kept");
        long deleted = home.add(1, "deleted");
        home.database().write(change -> {
            change.handle().execute("DELETE FROM note WHERE id = ?", deleted);
            change.record(Feed.Entry.DELETED, deleted, null);
            return deleted;
        });
        Copies.pull(home, standby);
        Copies.takeOver(standby);
        assertThat(standby.add(1, "the first of the new home")).isEqualTo(deleted + 1);
        Copies.follow(home);
        Copies.pull(standby, home);
        Copies.takeOver(home);
        assertThat(home.add(1, "back")).isEqualTo(deleted + 2);
    }

    @Test
    void keepsNoFirstContentsInAStandby(@TempDir Path folder) throws Exception {
        try (var other = Notes.open(folder, Seed.NONE)) {
            Copies.follow(other);
        }
        try (var again = Notes.open(folder, Seed.TUTORIAL)) {
            assertThat(again.all()).isEmpty();
            Copies.pull(home, again);
            Copies.assertSame(home, again);
        }
    }

    private Follower follow(Notes notes, AtomicInteger calls) {
        return Follower.start(
                notes.database(),
                "source",
                () -> {
                    calls.incrementAndGet();
                    return source.data().feed();
                },
                (transaction, entry, replay) -> Notes.insert(transaction, entry.id(), "follows"));
    }

    private static UUID newest(Notes notes) {
        return notes.data().feedId();
    }
}
