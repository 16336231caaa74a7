package banyan.posts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.BoardException;
import banyan.core.Feed.Entry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What posts makes of the feed of threads when it is another one than before. */
class GoneThreadStoreTest {
    @Test
    void isWhatAReplaySays(@TempDir Path folder) {
        try (var posts = OpenPosts.in(folder, Neighbours.quiet())) {
            posts.post(7, 3);
            posts.post(7, 4);
            posts.justHearThatThreadIsDeleted(3);
            posts.justHearThatThreadIsDeleted(4);
            var gone = new GoneThreadStore(posts.database());
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
}
