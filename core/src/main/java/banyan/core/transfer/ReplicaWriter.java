package banyan.core.transfer;

import banyan.core.BoardException;
import banyan.core.database.server.SessionSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Sends what changed in a module after a revision, as lines of JSON: a head, the deleted rows, each changed row as it is at one
 * moment, and a digest for each table. Private keys are among the rows.
 */
public final class ReplicaWriter {
    /** The interval of lines without content while all rows are read, so that neither the standby nor its database gives up. */
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(2);

    private final Handle handle;
    private final ReplicaTables tables;
    private final NdjsonWriter out;
    private long lastSign = System.nanoTime() - SIGN_OF_LIFE.toNanos();

    private ReplicaWriter(Handle handle, ReplicaTables tables, NdjsonWriter out) {
        this.handle = handle;
        this.tables = tables;
        this.out = out;
    }

    /**
     * Writes the changes, and leaves the stream open.
     *
     * @param snapshot in a transaction that reads everything as it is at one moment
     * @param tables of this database
     * @param from the state of the standby
     * @param isVerified whether digests of all rows follow, so that the standby can compare them with its own
     * @throws BoardException CONFLICT if the data are others, or have lost that state; GONE if not all deletions since are known
     * @throws IOException if a write to the stream fails
     */
    public static void write(
            Handle snapshot,
            String module,
            ReplicaTables tables,
            ReplicaPosition from,
            boolean isVerified,
            OutputStream to)
            throws IOException {
        from.requireIn(snapshot);
        try {
            new ReplicaWriter(snapshot, tables, new NdjsonWriter(to))
                    .write(ReplicaHead.of(snapshot, module, from.revision()), isVerified);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void write(ReplicaHead head, boolean isVerified) throws IOException {
        SessionSettings.endLease(handle); // no writer waits for this transaction, and the standby may read slowly
        out.write(head.json());
        out.flush(); // the standby prepares itself meanwhile
        var end = new LinkedHashMap<String, Object>();
        end.put("head", head.json());
        end.put("digests", rows(head.after()));
        if (isVerified) {
            end.put("verified", buckets());
        }
        out.write(Map.of("end", end));
        out.flush();
    }

    private Map<String, String> rows(long after) {
        var digests = new LinkedHashMap<String, String>();
        for (var table : tables.changed(handle, after)) {
            var digest = new RowDigest();
            ReplicaRows.forEach(handle, table, after, row -> {
                digest.add(row.line());
                out.write(row.line());
            });
            digests.put(table.name(), digest.toString());
        }
        return digests;
    }

    private Map<String, List<String>> buckets() {
        var buckets = new LinkedHashMap<String, List<String>>();
        for (var table : tables.replicated(handle)) {
            buckets.put(
                    table.name(),
                    BucketDigests.of(handle, table, this::giveSignOfLife).json());
        }
        return buckets;
    }

    private void giveSignOfLife() {
        if (System.nanoTime() - lastSign >= SIGN_OF_LIFE.toNanos()) {
            lastSign = System.nanoTime();
            out.write(Map.of("wait", true));
            out.flush();
        }
    }
}
