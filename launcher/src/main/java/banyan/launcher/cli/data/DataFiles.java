package banyan.launcher.cli.data;

import banyan.core.web.json.Json;
import banyan.launcher.process.ExitException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The files that an import reads: an export alone, or one and its increments, in their order. Several are one stream, which begins
 * with a line that has the first line of each.
 */
public record DataFiles(List<DataFile> files) {
    public DataFiles {
        files = List.copyOf(files);
    }

    /** Returns these files, or standard input if there are none. */
    public static DataFiles from(List<String> names) {
        return new DataFiles((names.isEmpty() ? List.of(DataFile.STANDARD) : names)
                .stream().map(name -> new DataFile("--from", name)).toList());
    }

    public String shown() {
        return files.stream().map(DataFile::shown).collect(Collectors.joining(", "));
    }

    /** Reads all of them. */
    public void read(Progress progress, DataFile.Reader reader) throws IOException {
        var first = files.get(0);
        if (files.size() == 1 && first.isStandard()) {
            reader.read(progress.of(System.in, "lines at standard input; --from reads a file"));
        } else if (files.size() == 1) {
            first.read(in -> reader.read(progress.of(in)));
        } else {
            readAll(progress, reader);
        }
    }

    private void readAll(Progress progress, DataFile.Reader reader) throws IOException {
        var announcement = new ByteArrayInputStream(announcement());
        readFrom(0, announcement, progress, reader);
    }

    /** Opens each file inside the one before it, so that each is closed and a missing one is named. */
    private void readFrom(int next, InputStream before, Progress progress, DataFile.Reader reader) throws IOException {
        if (next == files.size()) {
            reader.read(before);
        } else {
            files.get(next)
                    .read(in -> readFrom(next + 1, new SequenceInputStream(before, progress.of(in)), progress, reader));
        }
    }

    private byte[] announcement() throws IOException {
        var heads = new ArrayList<JsonNode>();
        for (var file : files) {
            if (file.isStandard()) {
                throw ExitException.usage("--from -: standard input cannot be one of several; give files");
            }
            file.read(in -> heads.add(head(file, in)));
        }
        return (Json.text(Map.of("sequence", heads)) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode head(DataFile file, InputStream in) throws IOException {
        var head = FirstLine.read(in).json();
        if (!head.isObject()) {
            throw file.mistake("it does not begin like an export; give a file that export wrote");
        }
        return head;
    }
}
