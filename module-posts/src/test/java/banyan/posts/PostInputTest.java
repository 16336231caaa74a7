package banyan.posts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.BoardException;
import org.junit.jupiter.api.Test;

/** Tests the bounds of the text of a post. */
class PostInputTest {
    @Test
    void accepts10000CharactersInAnyEncoding() {
        assertThat(new PostText("🎸".repeat(10_000)).text()).hasSize(20_000);
        assertThat(new PostText("e\u0301".repeat(10_000)).text()).isEqualTo("é".repeat(10_000));
        assertThat(new NewPost(1L, "one\r\ntwo").text()).isEqualTo("one\ntwo");
    }

    @Test
    void rejectsInvalidText() {
        for (var text : new String[] {"", " ", "x".repeat(10_001), "\u0000", "\ud83c"}) {
            assertThatThrownBy(() -> new PostText(text)).isInstanceOf(BoardException.class);
        }
    }

    @Test
    void reportsAllFaults() {
        assertThatThrownBy(() -> new NewPost(null, null))
                .isInstanceOfSatisfying(
                        BoardException.class,
                        e -> assertThat(e.faults())
                                .extracting(BoardException.Fault::pointer)
                                .containsExactly("/thread", "/text"));
    }
}
