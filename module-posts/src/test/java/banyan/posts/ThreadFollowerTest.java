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

/** What posts makes of the feed of threads when it is another one than before. */
class ThreadFollowerTest {
    @Test
    void isWhatAReplaySays(@TempDir Path folder) {
        try (var posts = OpenPosts.in(folder, Neighbours.quiet())) {
            posts.post(7, 3);
            posts.post(7, 4);
            posts.justHearThatThreadIsDeleted(3);
            posts.justHearThatThreadIsDeleted(4);
            var gone = new ThreadFollower(posts.database());
            posts.database().write(change -> {
                gone.apply(change, new Entry(9, Entry.DELETED, 4, 4L, Instant.EPOCH), 1);
                return true;
            });
            assertThatThrownBy(() -> posts.post(7, 3)).isInstanceOf(BoardException.class);
            for (var sweep : gone.sweeps()) {
                for (var after = OptionalLong.of(0); after.isPresent(); ) {
                    long from = after.getAsLong();
                    after = posts.database().write(change -> sweep.step(change, 1, from));
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

    /** To be woken costs posts a turn to write. */
    @Test
    @Timeout(30)
    void wakesTheEmptyingForDeletedThreadsAlone(@TempDir Path folder) {
        try (var source = OpenPosts.in(folder.resolve("source"), Neighbours.quiet());
                var posts = OpenPosts.in(folder.resolve("own"), Neighbours.quiet())) {
            source.database().write(change -> {
                change.record(Entry.CREATED, 3, 3L);
                change.record(Entry.CHANGED, 3, 3L);
                change.record(Entry.DELETED, 4, 4L);
                return true;
            });
            var woken = new AtomicInteger();
            var known = new KnownThreads(() -> Neighbours.quiet().threads(), System::nanoTime);
            try (var follower =
                    new ThreadFollower(posts.database()).follow(() -> heard(source), known, woken::incrementAndGet)) {
                while (follower.position() < 3) {
                    Thread.onSpinWait();
                }
            }
            assertThat(woken).hasValue(1);
        }
    }

    private static Threads heard(OpenPosts source) {
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
