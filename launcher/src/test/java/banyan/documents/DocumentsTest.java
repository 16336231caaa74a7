package banyan.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A reader finds every file that a document names, every root entry in the README, and a subject in each sentence. */
class DocumentsTest {
    private static final Path README = Path.of("README.md");
    private static final int LINES_OF_README = 75;

    static Stream<Prose> documents() throws IOException {
        return Prose.all().stream();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void linkToExistingFiles(Prose document) {
        assertThat(document.brokenLinks()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void beginNoSentenceWithAHeadlessClause(Prose document) {
        assertThat(document.headlessSentences()).isEmpty();
    }

    @Test
    void theReadmeNamesEveryEntryOfTheRootFolder() throws IOException {
        var ignored = Files.readAllLines(Prose.PROJECT.resolve(".gitignore")).stream()
                .map(line -> line.replace("/", ""))
                .toList();
        try (var entries = Files.list(Prose.PROJECT)) {
            var text = Prose.of(README).text();
            assertThat(entries)
                    .map(entry -> entry.getFileName().toString())
                    .filteredOn(name -> !name.equals(".git") && ignored.stream().noneMatch(line -> matches(name, line)))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(text).containsAnyOf("`" + name + "`", "`" + name + "/`"));
        }
    }

    private static boolean matches(String name, String ignored) {
        return Prose.PROJECT.getFileSystem().getPathMatcher("glob:" + ignored).matches(Path.of(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"core", "launcher"})
    void theArchitecturePageNamesEveryPackage(String part) throws IOException {
        var text = Prose.of(Path.of("docs/architecture.md")).text();
        try (var packages = Files.list(Prose.PROJECT.resolve(part + "/src/main/java/banyan/" + part))) {
            assertThat(packages.filter(Files::isDirectory))
                    .map(folder -> folder.getFileName().toString())
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(text).contains("`" + name + "`"));
        }
    }

    @Test
    void theReadmeFitsOnOneAndAHalfScreens() throws IOException {
        assertThat(Files.readAllLines(Prose.PROJECT.resolve(README))).hasSizeLessThanOrEqualTo(LINES_OF_README);
    }

    @Test
    void aBrokenLinkIsReported() {
        var planted =
                new Prose(README, "[here](docs/README.md), [there](docs/none.md#part), [far](https://example.com)");
        assertThat(planted.brokenLinks()).isEqualTo(List.of("docs/none.md"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Who guesses passwords is slowed down.",
                "It ends. What was in flight ends where it began.",
                "- Whoever asks, waits.",
                "| a | b |\n| Whatever it is | 2 |\n\nWhat is lost is lost."
            })
    void aHeadlessSentenceIsReported(String text) {
        assertThat(new Prose(README, text).headlessSentences()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Which module is where? The launcher knows.",
                "What is a slot? A record.",
                "A user who asks waits."
            })
    void aQuestionIsNot(String text) {
        assertThat(new Prose(README, text).headlessSentences()).isEmpty();
    }
}
