package banyan.artifact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The commands of a document, in its order, each with the output that the document shows. */
record Document(List<Step> steps) {
    private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$(?:\\n```\\n(.*?)^```$)?");

    /** Maven at the beginning of a line. */
    private static final Pattern BUILD = Pattern.compile("(?m)^mvn [^&\\n]*(?:&& |\\n)");

    /** A board that a reader starts in a terminal of its own: the line does not send it to the background. */
    private static final Pattern FOREGROUND = Pattern.compile("(?m)^(java .*--modules=[^&\\n]*)$");

    private static final Pattern PORT = Pattern.compile(" --port=(\\d+)");

    /**
     * The commands of one block.
     *
     * @param output their output, with … for text that differs between runs; empty if the document does not show it
     */
    record Step(String commands, String output) {
        private Step withoutBuild() {
            return new Step(BUILD.matcher(commands).replaceAll(""), output);
        }

        private Step inOneTerminal() {
            var port = PORT.matcher(commands);
            var url = "http://localhost:" + (port.find() ? port.group(1) : "3000") + "/api";
            var wait = "curl -s --retry 60 --retry-delay 1 --retry-all-errors -f -o ready " + url;
            return new Step(FOREGROUND.matcher(commands).replaceAll("$1 >log &\n" + wait), output);
        }

        boolean prints(String printed) {
            var anything = Pattern.compile(Pattern.quote(output.strip()).replace("…", "\\E.*\\Q"));
            return output.isEmpty() || anything.matcher(printed.strip()).matches();
        }
    }

    /** Returns the same for a built artifact and one terminal: boards run in the background until they are ready. */
    Document afterBuild() {
        return new Document(
                steps.stream().map(Step::withoutBuild).map(Step::inOneTerminal).toList());
    }

    /** Reads the blocks of a document of this project that are marked {@code sh}. */
    static Document read(String name) throws IOException {
        return of(Files.readString(Path.of("..", name)));
    }

    /** Returns the blocks of a document of this project that are marked {@code sql}, each as its statements. */
    static List<List<String>> sql(String name) throws IOException {
        return FENCE.matcher(Files.readString(Path.of("..", name)))
                .results()
                .filter(fence -> fence.group(1).equals("sql"))
                .map(fence -> List.of(fence.group(2).split(";\n")))
                .toList();
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
