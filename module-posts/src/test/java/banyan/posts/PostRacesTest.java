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

/** Tests concurrent posts, edits and deletions of a thread. */
class PostRacesTest {
    private static final Entry DELETION_OF_3 = new Entry(1, Entry.DELETED, 3, 3L, Instant.EPOCH);

    @TempDir
    private Path folder;

    private final ExecutorService executor = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    /** The post finds the thread before the deletion is committed. */
    @Test
    void rejectsAPostWhileItsThreadIsDeleted() throws Exception {
        var deleted = new CountDownLatch(1);
        var checked = new CountDownLatch(1);
        try (var posts = OpenPosts.in(folder, new OtherModules(99, checked::countDown))) {
            var deletion = executor.submit(() -> posts.database().write(transaction -> {
                new ThreadFollower(posts.database()).apply(transaction, DELETION_OF_3, 0);
                deleted.countDown();
                return await(checked);
            }));
            assertThat(await(deleted)).isTrue();
            assertThatThrownBy(() -> posts.post(7, 3))
                    .isInstanceOfSatisfying(
                            BoardException.class, e -> assertThat(e.kind()).isEqualTo(BoardException.Kind.INVALID));
            assertThat(deletion.get()).isTrue();
            assertThat(posts.store().list(0, 10)).isEmpty();
            assertThat(posts.feed()).isEmpty();
        }
    }

    /** The deletion begins before the post is committed. */
    @Test
    void deletesAPostThatIsCommittedDuringTheDeletion() throws Exception {
        var written = new CountDownLatch(1);
        var deleting = new CountDownLatch(1);
        try (var posts = OpenPosts.in(folder, OtherModules.plain())) {
            var post = executor.submit(() -> posts.database().write(transaction -> {
                PostStore.insert(transaction, 7, new NewPost(3L, "text"));
                written.countDown();
                return await(deleting);
            }));
            assertThat(await(written)).isTrue();
            deleting.countDown();
            posts.deleteThread(3);
            assertThat(post.get()).isTrue();
            assertThat(posts.store().list(0, 10)).isEmpty();
            assertThat(posts.feed()).containsExactly("created 101", "deleted 101");
        }
    }

    @Test
    void deletesAllPostsOfAThreadAndNoOthers() {
        try (var posts = OpenPosts.in(folder, OtherModules.plain())) {
            posts.post(7, 2);
            posts.database().write(transaction -> {
                LongStream.range(0, 1_200).forEach(i -> PostStore.insert(transaction, 7, new NewPost(3L, "text")));
                return null;
            });
            posts.deleteThread(3);
            posts.deleteThread(3);
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

    /** Each step is its own transaction. Another process continues where one has stopped. */
    @Test
    @SuppressWarnings("try") // the backlog is only started and closed
    void hidesPostsAtOnceAndDeletesThemInSteps() {
        try (var posts = OpenPosts.in(folder, OtherModules.plain())) {
            posts.database().write(transaction -> {
                LongStream.range(0, 250).forEach(i -> PostStore.insert(transaction, 7, new NewPost(3L, "text")));
                return null;
            });
            posts.applyThreadDeletion(3);
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
        try (var posts = OpenPosts.in(folder, OtherModules.plain());
                var backlog = new ThreadToEmptyStore(posts.database()).start()) {
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
    void rejectsOneOfTwoEditsOfTheSameVersion() throws Exception {
        try (var posts = OpenPosts.in(folder, OtherModules.plain())) {
            posts.post(7, 3);
            for (int version = 1; version <= 20; version++) {
                var ifMatch = "\"" + version + ".0.b\"";
                var start = new CountDownLatch(1);
                Callable<Boolean> edit = () -> await(start) && isEdited(posts, ifMatch);
                var outcomes = List.of(executor.submit(edit), executor.submit(edit));
                start.countDown();
                assertThat(List.of(outcomes.get(0).get(), outcomes.get(1).get()))
                        .containsExactlyInAnyOrder(true, false);
            }
            assertThat(posts.store().find(101))
                    .hasValueSatisfying(post -> assertThat(post.version()).isEqualTo(21));
        }
    }

    private static boolean isEdited(OpenPosts posts, String ifMatch) {
        try {
            posts.service().edit(7, 101, ifMatch, new PostText("text"));
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
