package banyan.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a mistyped word is taken for. */
class SuggestionTest {
    @ParameterizedTest
    @CsvSource({
        "post, posts", // one is missing
        "userss, users", // one is too many
        "threeds, threads", // one is another
        "theards, threads", // two have changed places
        "USERS, users", // capitals
        "'', posts" // nothing: the shortest, the first of those
    })
    void isTheOneWithTheFewestChanges(String word, String nearest) {
        assertThat(Suggestion.to(word, List.of("posts", "threads", "users"))).isEqualTo(nearest);
    }
}
