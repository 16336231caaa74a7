package banyan.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the suggestion for a mistyped word. */
class SuggestionTest {
    @ParameterizedTest
    @CsvSource({
        "post, posts", // a missing character
        "userss, users", // an extra character
        "threeds, threads", // a wrong character
        "theards, threads", // two swapped characters
        "USERS, users", // capitals
        "'', posts" // empty: the first of the shortest names
    })
    void isTheNameWithTheFewestChanges(String word, String nearest) {
        assertThat(Suggestion.to(word, List.of("posts", "threads", "users"))).isEqualTo(nearest);
    }
}
