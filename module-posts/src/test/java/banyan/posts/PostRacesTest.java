package banyan.posts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.BoardException;
import banyan.core.Feed;
import banyan.core.Feed.Entry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left when posting, editing and the end of a thread meet. */
class PostRacesTest {
    private static final Entry END_OF_3 = new Entry(1, Entry.DELETED, 3, 3L, Instant.EPOCH);

    @TempDir
    private Path folder;

    private final ExecutorService others = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        others.shutdownNow();
    }

    /** It has found the thread while the deletion was not committed yet. */
    @Test
    void aPostThatComesWhileItsThreadGoesIsRefused() throws Exception {
        var noted = new CountDownLatch(1);
        var asked = new CountDownLatch(1);
        try (var posts = OpenPosts.in(folder, new Neighbours(99, asked::countDown))) {
            var deletion = others.submit(() -> posts.database().write(change -> {
                new ThreadFollower(posts.database()).apply(change, END_OF_3, 0);
                noted.countDown();
                return await(asked);
            }));
            assertThat(await(noted)).isTrue();
            assertThatThrownBy(() -> posts.post(7, 3))
                    .isInstanceOfSatisfying(
                            BoardException.class, e -> assertThat(e.kind()).isEqualTo(BoardException.Kind.INVALID));
            assertThat(deletion.get()).isTrue();
            assertThat(posts.store().list(0, 10)).isEmpty();
            assertThat(posts.feed()).isEmpty();
        }
    }

    /** The deletion begins while the post is not committed yet. */
    @Test
    void aPostThatComesJustBeforeItsThreadGoesGoesWithIt() throws Exception {
        var written = new CountDownLatch(1);
        var coming = new CountDownLatch(1);
        try (var posts = OpenPosts.in(folder, Neighbours.quiet())) {
            var post = others.submit(() -> posts.database().write(change -> {
                PostStore.insert(change, 7, new NewPost(3L, "text"));
                written.countDown();
                return await(coming);
            }));
            assertThat(await(written)).isTrue();
            coming.countDown();
            posts.hearThatThreadIsDeleted(3);
            assertThat(post.get()).isTrue();
            assertThat(posts.store().list(0, 10)).isEmpty();
            assertThat(posts.feed()).containsExactly("created 101", "deleted 101");
        }
    }

    @Test
    void theEndOfAThreadTakesAllItsPostsAndNoOther() {
        try (var posts = OpenPosts.in(folder, Neighbours.quiet())) {
            posts.post(7, 2);
            posts.database().write(change -> {
                LongStream.range(0, 1_200).forEach(i -> PostStore.insert(change, 7, new NewPost(3L, "text")));
                return null;
            });
            posts.hearThatThreadIsDeleted(3);
            posts.hearThatThreadIsDeleted(3);
            assertThat(posts.store().list(0, 10)).hasSize(1).allMatch(post -> post.thread() == 2);
            assertThat(posts.data()
                            .feed()
                            .changes(Feed.Cursor.at(1_201), 1_000, Duration.ZERO)
                            .entries())
                    .hasSize(1_000)
                    .allMatch(entry -> entry.kind().equals(Entry.DELETED)
                            && Long.valueOf(3).equals(entry.thread()));
            assertThat(posts.data()
                            .feed()
                            .changes(Feed.Cursor.at(2_201), 1_000, Duration.ZERO)
                            .entries())
                    .hasSize(200);
        }
    }

    /** Each step is a transaction of its own, and another process goes on where one has ended. */
    @Test
    @SuppressWarnings("try") // it is started and closed, and nothing else
    void theEndOfAThreadIsHeardAtOnceAndItsPostsGoInSteps() {
        try (var posts = OpenPosts.in(folder, Neighbours.quiet())) {
            posts.database().write(change -> {
                LongStream.range(0, 250).forEach(i -> PostStore.insert(change, 7, new NewPost(3L, "text")));
                return null;
            });
            posts.justHearThatThreadIsDeleted(3);
            assertThat(posts.store().inThread(3, 0, 10)).isEmpty();
            assertThat(posts.data()
                            .feed()
                            .changes(Feed.Cursor.at(250), 1_000, Duration.ZERO)
                            .entries())
                    .isEmpty();
            assertThat(posts.database().<Boolean>write(ThreadToEmptyStore::step))
                    .isTrue();
            posts.post(7, 2);
        }
        try (var posts = OpenPosts.in(folder, Neighbours.quiet());
                var emptying = new ThreadToEmptyStore(posts.database()).start()) {
            var deleted = posts.data()
                    .feed()
                    .changes(Feed.Cursor.at(351), 1_000, Feed.WAIT)
                    .entries();
            while (deleted.size() < 150) {
                deleted = posts.data()
                        .feed()
                        .changes(Feed.Cursor.at(351), 1_000, Duration.ZERO)
                        .entries();
            }
            assertThat(deleted).hasSize(150).allMatch(entry -> entry.kind().equals(Entry.DELETED));
            assertThat(posts.store().list(0, 10)).hasSize(1).allMatch(post -> post.thread() == 2);
        }
    }

    @Test
    void ofTwoEditsOfTheSameStateOneIsRefused() throws Exception {
        try (var posts = OpenPosts.in(folder, Neighbours.quiet())) {
            posts.post(7, 3);
            for (int version = 1; version <= 20; version++) {
                var seen = "\"" + version + ".0.b\"";
                var start = new CountDownLatch(1);
                Callable<Boolean> edit = () -> await(start) && edits(posts, seen);
                var outcomes = List.of(others.submit(edit), others.submit(edit));
                start.countDown();
                assertThat(List.of(outcomes.get(0).get(), outcomes.get(1).get()))
                        .containsExactlyInAnyOrder(true, false);
            }
            assertThat(posts.store().find(101))
                    .hasValueSatisfying(post -> assertThat(post.version()).isEqualTo(21));
        }
    }

    private static boolean edits(OpenPosts posts, String seen) {
        try {
            posts.posting().edit(7, 101, seen, new PostText("text"));
            return true;
        } catch (BoardException e) {
            assertThat(e.kind()).isEqualTo(BoardException.Kind.STALE);
            return false;
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
