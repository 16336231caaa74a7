package banyan.core.transfer.export;

import banyan.core.transfer.RowDigest;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Counts the lines of an export, and computes their digests: by table, one of the first line and one of the counts. */
final class LineDigests {
    static final String HEAD = "head";
    static final String END = "end";

    private final Map<String, RowDigest> digests = new LinkedHashMap<>();

    /** Counts a table with no line so far. */
    void begin(String kind) {
        digests.computeIfAbsent(kind, name -> new RowDigest());
    }

    void add(String kind, byte[] line) {
        digests.computeIfAbsent(kind, name -> new RowDigest()).add(line);
    }

    /** Returns the number of lines by table. */
    Map<String, Long> counts() {
        var counts = new LinkedHashMap<String, Long>();
        digests.forEach((kind, digest) -> {
            if (!kind.equals(HEAD) && !kind.equals(END)) {
                counts.put(kind, digest.rows());
            }
        });
        return counts;
    }

    Map<String, String> texts() {
        var texts = new LinkedHashMap<String, String>();
        digests.forEach((kind, digest) -> texts.put(kind, digest.toString()));
        return texts;
    }

    /** Returns the first table whose lines are not those that were written. */
    Optional<String> differing(JsonNode written) {
        var own = texts();
        return Stream.concat(
                        own.keySet().stream(), written.properties().stream().map(Map.Entry::getKey))
                .filter(kind -> !written.path(kind).asText().equals(own.get(kind)))
                .findFirst();
    }
}
