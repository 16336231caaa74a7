package banyan.posts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.BoardException;
import banyan.core.Feed;
import banyan.core.Feed.Entry;
import banyan.core.threads.ThreadView;
import banyan.core.threads.Threads;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests how posts follows the feed of threads, including its replay. */
class ThreadFollowerTest {
    @Test
    void matchesTheFeedAfterAReplay(@TempDir Path folder) {
        try (var posts = OpenPosts.in(folder, OtherModules.plain())) {
            posts.post(7, 3);
            posts.post(7, 4);
            posts.applyThreadDeletion(3);
            posts.applyThreadDeletion(4);
            var follower = new ThreadFollower(posts.database());
            posts.database().write(transaction -> {
                follower.apply(transaction, new Entry(9, Entry.DELETED, 4, 4L, Instant.EPOCH), 1);
                return true;
            });
            assertThatThrownBy(() -> posts.post(7, 3)).isInstanceOf(BoardException.class);
            for (var sweep : follower.sweeps()) {
                for (var after = OptionalLong.of(0); after.isPresent(); ) {
                    long from = after.getAsLong();
                    after = posts.database().write(transaction -> sweep.step(transaction, 1, from));
                }
            }
            while (posts.database().write(ThreadToEmptyStore::step)) {
                assertThatThrownBy(() -> posts.post(7, 4)).isInstanceOf(BoardException.class);
            }
            posts.post(7, 3);
            assertThat(posts.store().inThread(3, 0, 10)).hasSize(2);
            assertThat(posts.store().inThread(4, 0, 10)).isEmpty();
        }
    }

    /** Each run of the backlog takes a write transaction. */
    @Test
    @Timeout(30)
    void runsTheBacklogOnlyForDeletedThreads(@TempDir Path folder) {
        try (var source = OpenPosts.in(folder.resolve("source"), OtherModules.plain());
                var posts = OpenPosts.in(folder.resolve("own"), OtherModules.plain())) {
            source.database().write(transaction -> {
                transaction.record(Entry.CREATED, 3, 3L);
                transaction.record(Entry.CHANGED, 3, 3L);
                transaction.record(Entry.DELETED, 4, 4L);
                return true;
            });
            var woken = new AtomicInteger();
            var knownThreads = new KnownThreads(() -> OtherModules.plain().threads(), System::nanoTime);
            try (var follower = new ThreadFollower(posts.database())
                    .follow(() -> threadsOf(source), knownThreads, woken::incrementAndGet)) {
                while (follower.position() < 3) {
                    Thread.onSpinWait();
                }
            }
            assertThat(woken).hasValue(1);
        }
    }

    private static Threads threadsOf(OpenPosts source) {
        return new Threads() {
            @Override
            public Optional<ThreadView> find(long id) {
                return Optional.empty();
            }

            @Override
            public Feed feed() {
                return source.data().feed();
            }
        };
    }
}
