package banyan.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The text of one Markdown document, without its code blocks.
 *
 * @param file from the root folder of the project
 */
record Prose(Path file, String text) {
    static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(?:#[^)]*)?\\)");
    private static final Pattern HEADLESS =
            Pattern.compile("(?:(?m:^)[-|*0-9. ]*|[.!?] )(?:Who|What)(?:ever)?\\b(?:(?!\\n\\n)[^.?!:])*[.!:]");

    static Prose of(Path file) {
        try {
            var text = Files.readString(PROJECT.resolve(file));
            return new Prose(file, CODE.matcher(text).replaceAll(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the documents of the root folder, of {@code docs/} and of {@code bench/}. */
    static List<Prose> all() throws IOException {
        try (var root = Files.list(PROJECT);
                var docs = Files.walk(PROJECT.resolve("docs"))) {
            return Stream.of(root, docs, Stream.of(PROJECT.resolve("bench/README.md")))
                    .flatMap(files -> files)
                    .filter(file -> file.toString().endsWith(".md"))
                    .map(PROJECT::relativize)
                    .map(Prose::of)
                    .toList();
        }
    }

    /** Returns the links to files that do not exist. */
    List<String> brokenLinks() {
        var folder = PROJECT.resolve(file).getParent();
        return LINK.matcher(text)
                .results()
                .map(link -> link.group(1))
                .filter(link -> !Files.exists(folder.resolve(link)))
                .toList();
    }

    /** Returns the statements that begin with a clause such as "Who asks" instead of a subject. */
    List<String> headlessSentences() {
        return HEADLESS.matcher(text).results().map(MatchResult::group).toList();
    }
}
