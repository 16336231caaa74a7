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

/** The lines of an export, each a JSON object, and none longer than a row can be. */
final class NdjsonReader {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** In characters. Whoever has no line ends would otherwise fill the memory of a board that serves. */
    private static final int LONGEST = 1 << 20;

    private final Reader reader;
    private final char[] buffer = new char[8_192];
    private int next;
    private int end;
    private long number;

    NdjsonReader(InputStream from) {
        reader = new InputStreamReader(from, StandardCharsets.UTF_8.newDecoder());
    }

    /**
     * @throws StoreException if there is none, or it is no JSON object
     */
    JsonNode next() throws IOException {
        number++;
        try {
            var content = MAPPER.readTree(line());
            if (!content.isObject()) {
                throw fault("there is no JSON object");
            }
            return content;
        } catch (JsonProcessingException e) {
            throw fault("the file is cut or damaged: no JSON from column "
                    + e.getLocation().getColumnNr()); // what the parser says has parts of the line in it
        } catch (CharacterCodingException e) {
            throw fault("the file is damaged: it is not UTF-8");
        }
    }

    /** Whether nothing follows the last line. */
    boolean isAtEnd() throws IOException {
        return next >= end && !hasMore();
    }

    /** What is wrong with the last line. */
    StoreException fault(@Nullable String what) {
        return fault(number, what);
    }

    /** What is wrong with a line that was read before. */
    static StoreException fault(long line, @Nullable String what) {
        return new StoreException("Line " + line + " of the export: " + what + "; nothing was written");
    }

    /** The number of the last line, from 1. */
    long number() {
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
            if (line.length() > LONGEST) {
                throw fault("it is longer than " + LONGEST + " characters");
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
