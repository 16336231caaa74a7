package banyan.core.transfer;

import banyan.core.database.StoreException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the lines of an export. Each line is a JSON object, not longer than the largest row. */
public final class NdjsonReader {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * The maximum number of characters. A file without line ends would otherwise fill the memory of a running board.
     */
    private static final int MAX_LENGTH = 1 << 20;

    private final Reader reader;
    private final char[] buffer = new char[8_192];
    private int next;
    private int end;
    private long number;
    private String name = "the export";
    private String last = "";

    public NdjsonReader(InputStream from) {
        reader = new InputStreamReader(from, StandardCharsets.UTF_8.newDecoder());
    }

    /**
     * Begins with the lines of another file of the same stream.
     *
     * @param file names it in failures
     */
    public void begin(String file) {
        name = file;
        number = 0;
    }

    /** Returns the last line, as it was read. */
    public byte[] bytes() {
        return last.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Returns the next line.
     *
     * @throws StoreException if there is none, or it is not a JSON object
     */
    public JsonNode next() throws IOException {
        number++;
        try {
            last = line();
            var content = MAPPER.readTree(last);
            if (!content.isObject()) {
                throw fault("it is not a JSON object");
            }
            return content;
        } catch (JsonProcessingException e) {
            throw fault("the file is cut or damaged: invalid JSON from column "
                    + e.getLocation().getColumnNr()); // the parser's message contains parts of the line
        } catch (CharacterCodingException e) {
            throw fault("the file is damaged: it is not UTF-8");
        }
    }

    /** Returns whether the last line was the end. */
    public boolean isAtEnd() throws IOException {
        return next >= end && !hasMore();
    }

    /** Returns a failure at the last line. */
    public StoreException fault(@Nullable String what) {
        return fault(number, what);
    }

    /** Returns a failure at an earlier line of the same file. */
    public StoreException fault(long line, @Nullable String what) {
        return new StoreException("Line " + line + " of " + name + ": " + what + "; nothing was written");
    }

    /** Returns the number of the last line, from 1. */
    public long number() {
        return number;
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        while (next < end || hasMore()) {
            int from = next;
            while (next < end && buffer[next] != '\n') {
                next++;
            }
            line.append(buffer, from, next - from);
            if (next < end) {
                next++;
                return line.toString();
            }
            if (line.length() > MAX_LENGTH) {
                throw fault("it is longer than " + MAX_LENGTH + " characters");
            }
        }
        if (line.isEmpty()) {
            throw fault("the file ends too early: it was cut");
        }
        return line.toString();
    }

    private boolean hasMore() throws IOException {
        next = 0;
        end = reader.read(buffer);
        return end > 0;
    }
}
