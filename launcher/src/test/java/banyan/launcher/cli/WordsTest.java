package banyan.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a command takes for itself, and what is left for the program. */
class WordsTest {
    @ParameterizedTest
    @CsvSource({"--mirorr, --mirror", "--too, --to", "--und, --undo", "--admin-prt, --admin-port"})
    void suggestFlagsOfTheCommandToo(String given, String nearest) {
        var words = new Words("move", "posts", given, "x");
        assertThat(words.first()).isEqualTo("move");
        assertThat(words.next()).hasValue("posts");
        assertThat(words.value("--to", "a place")).isEmpty();
        assertThat(words.value("--mirror", "a place")).isEmpty();
        assertThat(words.has("--undo")).isFalse();
        assertThatThrownBy(words::options).hasMessage(given + ": there is no such option; the nearest is " + nearest);
    }
}
