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

/** Who may write which posts. */
class PostServiceTest {
    private static final long AUTHOR = 7;
    private static final long STRANGER = 8;
    private static final long MODERATOR = 99;

    private OpenPosts posts;

    @BeforeEach
    void open(@TempDir Path folder) {
        posts = OpenPosts.in(folder, Neighbours.quiet());
    }

    @AfterEach
    void close() {
        posts.close();
    }

    @Test
    void givesBackWhatItWrote() {
        var receipt = posts.post(AUTHOR, 1);
        assertThat(receipt.item()).isEqualTo(101);
        assertThat(receipt.body())
                .startsWith("{\"id\":101,\"thread\":1,\"text\":\"text\",\"user\":7,\"createdAt\":\"2")
                .endsWith("Z\",\"editedAt\":null}");
        assertThat(posts.store().find(101)).hasValueSatisfying(post -> {
            assertThat(post.text()).isEqualTo("text");
            assertThat(receipt.body()).contains(post.createdAt().toString());
        });
        assertThat(posts.feed()).containsExactly("created 101");
    }

    @Test
    void refusesAThreadThatIsNotThere() {
        assertThatThrownBy(() -> posts.post(AUTHOR, Neighbours.NO_THREAD))
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
        assertThat(posts.posting().edit(AUTHOR, 101, null, new PostText("by the author")))
                .isEqualTo(posts.store().find(101).orElseThrow());
        var moderated = posts.posting().edit(MODERATOR, 101, null, new PostText("by a moderator"));
        assertThat(moderated.user()).isEqualTo(AUTHOR);
        assertThat(moderated.version()).isEqualTo(3);
        posts.posting().delete(AUTHOR, 101, null);
        posts.posting().delete(MODERATOR, 102, null);
        assertThat(posts.store().list(0, 10)).isEmpty();
        assertThat(posts.feed())
                .containsExactly(
                        "created 101", "created 102", "changed 101", "changed 101", "deleted 101", "deleted 102");
    }

    @Test
    void refusesStrangersWhatIsThereAndEverybodyWhatIsNot() {
        posts.post(AUTHOR, 1);
        fails(Kind.FORBIDDEN, () -> posts.posting().edit(STRANGER, 101, null, new PostText("mine")));
        fails(Kind.FORBIDDEN, () -> posts.posting().delete(STRANGER, 101, null));
        fails(Kind.NOT_FOUND, () -> posts.posting().edit(STRANGER, 102, null, new PostText("mine")));
        fails(Kind.NOT_FOUND, () -> posts.posting().delete(AUTHOR, 102, null));
        assertThat(posts.feed()).containsExactly("created 101");
    }

    @Test
    void changesOnlyTheStateThatIsMeant() {
        posts.post(AUTHOR, 1);
        posts.posting().edit(AUTHOR, 101, "\"1.0.b\"", new PostText("second"));
        fails(Kind.STALE, () -> posts.posting().edit(AUTHOR, 101, "\"1.0.b\"", new PostText("third")));
        fails(Kind.STALE, () -> posts.posting().delete(AUTHOR, 101, "\"1.0.t\""));
        posts.posting().delete(AUTHOR, 101, "\"2.0.t\"");
        assertThat(posts.feed()).containsExactly("created 101", "changed 101", "deleted 101");
    }

    @Test
    void postsOnceHoweverOftenItIsAsked() {
        var key = Optional.of("key");
        var first = posts.posting().post(AUTHOR, key, new NewPost(1L, "text"));
        assertThat(posts.posting().post(AUTHOR, key, new NewPost(1L, "text"))).isEqualTo(first);
        fails(Kind.CONFLICT, () -> posts.posting().post(AUTHOR, key, new NewPost(1L, "another text")));
        assertThat(posts.posting().post(STRANGER, key, new NewPost(2L, "text")).item())
                .isNotEqualTo(first.item());
        posts.hearThatThreadIsDeleted(1);
        fails(Kind.CONFLICT, () -> posts.posting().post(AUTHOR, key, new NewPost(1L, "text")));
        assertThat(posts.store().find(first.item())).isEmpty();
    }

    private static void fails(Kind kind, ThrowingCallable attempt) {
        assertThatThrownBy(attempt)
                .isInstanceOfSatisfying(
                        BoardException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }
}
