package banyan.core.transfer;

import banyan.core.BoardException;
import banyan.core.database.StoreException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * Finds the row in which a standby differs from its home, in one bucket of one table. The home may have changed rows since the
 * standby was compared: rows of a later revision are left out.
 */
public final class RowDifference {
    private RowDifference() {}

    /**
     * Writes the key, the revision and the digest of each row of a bucket. Leaves the stream open.
     *
     * @throws BoardException NOT_FOUND if there is no such table or bucket
     */
    public static void write(Handle home, String table, int bucket, OutputStream to) throws IOException {
        var found = table(home, table).filter(known -> bucket >= 0 && bucket < BucketDigests.BUCKETS);
        var out = new NdjsonWriter(to);
        try {
            forEach(
                    home,
                    found.orElseThrow(() -> BoardException.notFound("bucket " + bucket + " of the table", table)),
                    bucket,
                    row -> out.write(Map.of("key", row.key(), "revision", row.revision(), "digest", digest(row))));
            out.write(Map.of("end", true));
            out.flush();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * Returns a sentence with the key of the row.
     *
     * @param revision at which the standby was compared
     * @param from the rows of the home
     */
    public static String find(Handle standby, String table, int bucket, long revision, InputStream from)
            throws IOException {
        var own = new TreeMap<String, String>();
        var known = table(standby, table).orElseThrow(() -> new StoreException("There is no table " + table));
        forEach(standby, known, bucket, row -> own.put(row.key(), digest(row)));
        var lines = new NdjsonReader(from);
        for (var line = lines.next(); !line.has("end"); line = lines.next()) {
            var digest = own.remove(line.path("key").asText());
            if (line.path("revision").asLong() <= revision
                    && !line.path("digest").asText().equals(digest)) {
                return sentence(table, line, digest == null ? "is missing here" : "differs from that of the home");
            }
        }
        return own.isEmpty()
                ? "The table " + table + " differed from that of the home."
                : "The table " + table + " has a row with the key " + own.firstKey()
                        + ", which the home does not have.";
    }

    private static String sentence(String table, JsonNode line, String what) {
        return "The row of " + table + " with the key " + line.path("key").asText() + " " + what + ".";
    }

    private static Optional<Table> table(Handle handle, String name) {
        return Table.replicated(handle).stream()
                .filter(table -> table.name().equals(name))
                .findFirst();
    }

    private static void forEach(Handle handle, Table table, int bucket, Consumer<ReplicaRows.Row> consumer) {
        ReplicaRows.forEach(handle, table, 0, row -> {
            if (BucketDigests.bucket(row.key()) == bucket) {
                consumer.accept(row);
            }
        });
    }

    private static String digest(ReplicaRows.Row row) {
        var digest = new RowDigest();
        digest.add(row.line());
        return digest.toString();
    }
}
