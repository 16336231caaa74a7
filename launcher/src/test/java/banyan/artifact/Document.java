package banyan.artifact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The commands of a document, in its order, each with what the document says that it prints. */
record Document(List<Step> steps) {
    private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$(?:\\n```\\n(.*?)^```$)?");

    /**
     * Commands that stand together.
     *
     * @param output what they print, with … for what differs from one time to the next; or empty if that is not said
     */
    record Step(String commands, String output) {
        boolean prints(String printed) {
            var anything = Pattern.compile(Pattern.quote(output.strip()).replace("…", "\\E.*\\Q"));
            return output.isEmpty() || anything.matcher(printed.strip()).matches();
        }
    }

    /** Reads the blocks of a document of the project that are marked {@code sh}. */
    static Document read(String name) throws IOException {
        return of(Files.readString(Path.of("..", name)));
    }

    static Document of(String text) {
        var steps = new ArrayList<Step>();
        FENCE.matcher(text)
                .results()
                .filter(fence -> fence.group(1).equals("sh"))
                .forEach(fence -> steps.add(new Step(fence.group(2), fence.group(3) == null ? "" : fence.group(3))));
        return new Document(steps);
    }
}
