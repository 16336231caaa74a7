package banyan.core.transfer.export;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.core.store.Notes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A file with an export of notes, or with an increment. */
record NotesFile(String text) {
    private static final Pattern REVISION = Pattern.compile("\"revision\":(\\d+)(?!.*\"revision\")");

    static NotesFile export(Notes notes) throws IOException {
        return since(notes, 0);
    }

    static NotesFile since(Notes notes, long revision) throws IOException {
        var out = new ByteArrayOutputStream();
        notes.data().exportTo(out, revision, false);
        return new NotesFile(out.toString(StandardCharsets.UTF_8));
    }

    /** Returns the same through the way for data that no process has open. */
    static NotesFile sinceClosed(Notes notes, long revision) throws IOException {
        var out = new ByteArrayOutputStream();
        Export.write(notes.connections().dataSource(), Notes.SCHEMA, out, revision, false);
        return new NotesFile(out.toString(StandardCharsets.UTF_8));
    }

    /** Imports the files as one stream. */
    static void restore(Notes notes, List<NotesFile> files) throws IOException {
        var all = files.stream().map(NotesFile::text).collect(Collectors.joining());
        var heads = files.stream().map(NotesFile::head).collect(Collectors.joining(","));
        var stream = files.size() == 1 ? all : "{\"sequence\":[" + heads + "]}\n" + all;
        notes.data().importFrom(new ByteArrayInputStream(stream.getBytes(StandardCharsets.UTF_8)), false);
    }

    private String head() {
        return text.lines().findFirst().orElseThrow();
    }

    /** The revision at which it was made. */
    long revision() {
        var found = REVISION.matcher(head());
        assertThat(found.find()).as(head()).isTrue();
        return Long.parseLong(found.group(1));
    }

    /** Returns the lines between the first and the last one. */
    List<String> rows() {
        var lines = text.lines().toList();
        return lines.subList(1, lines.size() - 1);
    }

    List<String> rowsWithoutHistory() {
        return rows().stream()
                .filter(line -> !line.startsWith("{\"feed_history\""))
                .sorted()
                .toList();
    }

    /** Returns the same with another text in place of one that it has to contain. */
    NotesFile with(String before, String after) {
        assertThat(text).contains(before);
        return new NotesFile(text.replace(before, after));
    }

    NotesFile withoutLastLine() {
        return new NotesFile(text.substring(0, text.lastIndexOf("{\"end\"")));
    }

    NotesFile cut(int characters) {
        return new NotesFile(text.substring(0, text.length() - characters));
    }

    /** Returns the same with another character, or a line end less, at this place. */
    NotesFile changed(int place) {
        char other = text.charAt(place) == '0' ? '1' : '0';
        return new NotesFile(text.substring(0, place) + other + text.substring(place + 1));
    }

    /** Returns the same as releases before 0.2 wrote it. */
    NotesFile asOfAnEarlierProgram() {
        return new NotesFile(text.replaceFirst(",\"keys\".*}\n", "}\n").replaceFirst(",\"digests\".*}\n$", "}\n"));
    }
}
