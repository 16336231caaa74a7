package banyan.core.transfer;

import banyan.core.BoardException;
import banyan.core.database.server.SessionSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Sends what changed in a module after a revision, as lines of JSON: a head, the deleted rows, each changed row as it is at one
 * moment, and a digest for each table. Private keys are among the rows.
 */
public final class ReplicaWriter {
    private final Handle handle;
    private final NdjsonWriter out;
    private final Map<String, String> digests = new LinkedHashMap<>();

    private ReplicaWriter(Handle handle, NdjsonWriter out) {
        this.handle = handle;
        this.out = out;
    }

    /**
     * Writes the changes, and leaves the stream open.
     *
     * @param snapshot in a transaction that reads everything as it is at one moment
     * @param after the revision that the standby has; 0 for none
     * @throws BoardException GONE if the data have not reached that revision: they were restored, or the standby follows others
     * @throws IOException if a write to the stream fails
     */
    public static void write(Handle snapshot, String module, long after, OutputStream to) throws IOException {
        try {
            new ReplicaWriter(snapshot, new NdjsonWriter(to)).write(ReplicaHead.of(snapshot, module, after));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void write(ReplicaHead head) throws IOException {
        if (head.after() > head.reached().revision()) {
            throw new BoardException(
                    BoardException.Kind.GONE,
                    "The standby has revision " + head.after() + ", but the home is at "
                            + head.reached().revision() + ": copy the data again.");
        }
        SessionSettings.endLease(handle); // no writer waits for this transaction, and the standby may read slowly
        out.write(head.json());
        Table.replicated(handle).forEach(table -> rows(table, head.after()));
        out.write(Map.of("end", Map.of("head", head.json(), "digests", digests)));
        out.flush();
    }

    private void rows(Table table, long after) {
        var digest = new RowDigest();
        ReplicaRows.forEach(handle, table, after, line -> {
            digest.add(line);
            out.write(line);
        });
        digests.put(table.name(), digest.toString());
    }
}
