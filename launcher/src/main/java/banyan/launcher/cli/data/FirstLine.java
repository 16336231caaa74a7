package banyan.launcher.cli.data;

import banyan.core.web.json.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/** The first line of an export, which names the revision that the export was made at. */
public final class FirstLine {
    /** The maximum number of bytes that are kept: any other file may have a line of any length. */
    private static final int MAX_LENGTH = 1 << 16;

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean isComplete;

    /** Reads the first line of a file. */
    static FirstLine read(InputStream in) throws IOException {
        var first = new FirstLine();
        for (int next = in.read(); next >= 0 && !first.isComplete; next = in.read()) {
            first.add(next);
        }
        return first;
    }

    /** Returns a stream that passes everything on, and keeps the first line. */
    public OutputStream keeping(OutputStream to) {
        return new FilterOutputStream(to) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
                for (int i = offset; i < offset + length && !isComplete; i++) {
                    add(bytes[i]);
                }
            }
        };
    }

    private void add(int next) {
        isComplete = next == '\n' || line.size() >= MAX_LENGTH;
        if (!isComplete) {
            line.write(next);
        }
    }

    /** Returns the line; a missing node if it is not JSON. */
    JsonNode json() {
        try {
            return Json.MAPPER.readTree(line.toString(StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** Returns the revision; empty if a board of an earlier release made the export. */
    public OptionalLong revision() {
        var revision = json().path("revision");
        return revision.canConvertToLong() && revision.isNumber()
                ? OptionalLong.of(revision.asLong())
                : OptionalLong.empty();
    }
}
