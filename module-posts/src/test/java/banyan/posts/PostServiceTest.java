package banyan.posts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.BoardException;
import banyan.core.BoardException.Kind;
import java.nio.file.Path;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests which users may write which posts. */
class PostServiceTest {
    private static final long AUTHOR = 7;
    private static final long OTHER_USER = 8;
    private static final long MODERATOR = 99;

    private OpenPosts posts;

    @BeforeEach
    void open(@TempDir Path folder) {
        posts = OpenPosts.in(folder, OtherModules.plain());
    }

    @AfterEach
    void close() {
        posts.close();
    }

    @Test
    void returnsTheStoredPost() {
        var response = posts.post(AUTHOR, 1);
        assertThat(response.item()).isEqualTo(101);
        assertThat(response.body())
                .startsWith("{\"id\":101,\"thread\":1,\"text\":\"text\",\"user\":7,\"createdAt\":\"2")
                .endsWith("Z\",\"editedAt\":null}");
        assertThat(posts.store().find(101)).hasValueSatisfying(post -> {
            assertThat(post.text()).isEqualTo("text");
            assertThat(response.body()).contains(post.createdAt().toString());
        });
        assertThat(posts.feed()).containsExactly("created 101");
    }

    @Test
    void rejectsAMissingThread() {
        assertThatThrownBy(() -> posts.post(AUTHOR, OtherModules.FIRST_MISSING_THREAD))
                .isInstanceOfSatisfying(
                        BoardException.class,
                        e -> assertThat(e.faults())
                                .extracting(BoardException.Fault::pointer)
                                .containsExactly("/thread"));
        assertThat(posts.feed()).isEmpty();
    }

    @Test
    void letsTheAuthorAndAModeratorChangeAndDelete() {
        posts.post(AUTHOR, 1);
        posts.post(AUTHOR, 1);
        assertThat(posts.service().edit(AUTHOR, 101, null, new PostText("by the author")))
                .isEqualTo(posts.store().find(101).orElseThrow());
        var moderated = posts.service().edit(MODERATOR, 101, null, new PostText("by a moderator"));
        assertThat(moderated.user()).isEqualTo(AUTHOR);
        assertThat(moderated.version()).isEqualTo(3);
        posts.service().delete(AUTHOR, 101, null);
        posts.service().delete(MODERATOR, 102, null);
        assertThat(posts.store().list(0, 10)).isEmpty();
        assertThat(posts.feed())
                .containsExactly(
                        "created 101", "created 102", "changed 101", "changed 101", "deleted 101", "deleted 102");
    }

    @Test
    void rejectsOtherUsersAndMissingPosts() {
        posts.post(AUTHOR, 1);
        assertFails(Kind.FORBIDDEN, () -> posts.service().edit(OTHER_USER, 101, null, new PostText("mine")));
        assertFails(Kind.FORBIDDEN, () -> posts.service().delete(OTHER_USER, 101, null));
        assertFails(Kind.NOT_FOUND, () -> posts.service().edit(OTHER_USER, 102, null, new PostText("mine")));
        assertFails(Kind.NOT_FOUND, () -> posts.service().delete(AUTHOR, 102, null));
        assertThat(posts.feed()).containsExactly("created 101");
    }

    @Test
    void changesOnlyTheVersionInIfMatch() {
        posts.post(AUTHOR, 1);
        posts.service().edit(AUTHOR, 101, "\"1.0.b\"", new PostText("second"));
        assertFails(Kind.STALE, () -> posts.service().edit(AUTHOR, 101, "\"1.0.b\"", new PostText("third")));
        assertFails(Kind.STALE, () -> posts.service().delete(AUTHOR, 101, "\"1.0.t\""));
        posts.service().delete(AUTHOR, 101, "\"2.0.t\"");
        assertThat(posts.feed()).containsExactly("created 101", "changed 101", "deleted 101");
    }

    @Test
    void createsAPostOnceForAllRetries() {
        var key = Optional.of("key");
        var first = posts.service().create(AUTHOR, key, new NewPost(1L, "text"));
        assertThat(posts.service().create(AUTHOR, key, new NewPost(1L, "text"))).isEqualTo(first);
        assertFails(Kind.CONFLICT, () -> posts.service().create(AUTHOR, key, new NewPost(1L, "another text")));
        assertThat(posts.service()
                        .create(OTHER_USER, key, new NewPost(2L, "text"))
                        .item())
                .isNotEqualTo(first.item());
        posts.deleteThread(1);
        assertFails(Kind.CONFLICT, () -> posts.service().create(AUTHOR, key, new NewPost(1L, "text")));
        assertThat(posts.store().find(first.item())).isEmpty();
    }

    private static void assertFails(Kind kind, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        BoardException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }
}
