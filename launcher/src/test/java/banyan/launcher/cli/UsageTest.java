package banyan.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong words are seen before any data is opened. */
class UsageTest {
    private static final Usage USAGE = new Usage("add|remove NAME, or list");

    @ParameterizedTest
    @ValueSource(strings = {"add pb", "remove pb", "list", "list all", "add pb and finn"})
    void allowsWhatBeginsAsItSays(String words) {
        assertThat(USAGE.allows(List.of(words.split(" ")))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"add", "lsit", "promote pb", "NAME"})
    void allowsNothingElse(String words) {
        assertThat(USAGE.allows(List.of(words.split(" ")))).isFalse();
    }

    @Test
    void knowsACommandWithoutWords() {
        assertThat(USAGE.allows(List.of())).isFalse();
        assertThat(new Usage("").allows(List.of())).isTrue();
        assertThat(new Usage("rotate, list, or revoke KEY").allows(List.of("revoke", "k1")))
                .isTrue();
    }
}
