package banyan.core.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Lines, each a JSON object, as {@link NdjsonReader} reads them. Leaves the stream open. */
public final class NdjsonWriter {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final OutputStream out;

    public NdjsonWriter(OutputStream to) {
        out = new BufferedOutputStream(to);
    }

    /** Returns a line, without its end. */
    public static byte[] line(Map<String, ?> content) {
        return text(content).getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the JSON of a value, on one line. */
    static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("each type of a column has a form in JSON", e);
        }
    }

    public void write(Map<String, ?> content) {
        write(line(content));
    }

    /**
     * Writes a line.
     *
     * @throws UncheckedIOException if the stream fails
     */
    public void write(byte[] line) {
        try {
            out.write(line);
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Sends the lines that were written.
     *
     * @throws UncheckedIOException if the stream fails
     */
    public void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
