package banyan.core.transfer;

import banyan.core.database.SchemaRelease;
import banyan.core.database.StoreException;
import banyan.core.revision.DataRole;
import banyan.core.revision.WriteRevision;
import banyan.core.store.StoreIdentity;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Brings a standby from the revision that it has to a later one of its home, in the caller's transaction: it is always exactly
 * one state that the home once had.
 */
public final class ReplicaReader {
    private final Handle handle;
    private final NdjsonReader lines;
    private final Map<String, Table> tables;
    private final RowBatch rows;
    private final DeletedRows deletedRows;

    private ReplicaReader(Handle handle, NdjsonReader lines) {
        this.handle = handle;
        this.lines = lines;
        tables = Table.replicated(handle).stream()
                .collect(Collectors.toMap(Table::name, Function.identity(), (one, other) -> one, LinkedHashMap::new));
        rows = RowBatch.replacing(handle);
        deletedRows = new DeletedRows(handle, tables);
    }

    /**
     * Applies the changes that {@link ReplicaWriter} sent, and checks each table against its digest.
     *
     * @param standby in a transaction that gives no revisions, see {@link banyan.core.revision.Replication}
     * @param after the revision that was requested: 0 to replace everything
     * @return the position and the revision that the standby has now
     * @throws IOException if the stream cannot be read
     * @throws StoreException if the changes are not those that this standby needs, or the result differs from the home
     */
    public static WriteRevision read(Handle standby, String module, long after, InputStream from) throws IOException {
        var lines = new NdjsonReader(new LeaseInputStream(standby, from));
        try {
            return new ReplicaReader(standby, lines).read(module, after);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private WriteRevision read(String module, long after) throws IOException {
        var first = lines.next();
        var head = ReplicaHead.of(first);
        requireNext(head, module, after);
        if (after == 0) {
            tables.keySet().forEach(table -> handle.execute("DELETE FROM " + table));
        }
        var end = rows();
        if (!end.path("head").equals(first) || !lines.isAtEnd()) {
            throw rejected("the end is not the end of these changes");
        }
        advance(head);
        requireEqual(after, end.path("digests"));
        return head.reached();
    }

    /** Applies the rows, and returns the last line. */
    private JsonNode rows() throws IOException {
        var line = lines.next();
        for (; !line.has("end"); line = lines.next()) {
            row(line);
        }
        rows.flush();
        return line.path("end");
    }

    private void advance(ReplicaHead head) {
        handle.execute(
                "UPDATE feed_head SET position = ?, revision = ?",
                head.reached().position(),
                head.reached().revision());
        var role = DataRole.find(handle);
        role.replace(handle, new DataRole(role.kind(), head.epoch(), role.home()));
    }

    /** The changes must be those of the same data, after exactly the revision that this standby has, of no older home. */
    private void requireNext(ReplicaHead head, String module, long after) {
        if (!head.module().equals(module)) {
            throw rejected("they are of " + Table.shown(head.module()) + ", not of " + module);
        }
        if (head.release() != SchemaRelease.CURRENT) {
            throw rejected("the home has schema release " + head.release() + ", and this program has "
                    + SchemaRelease.CURRENT);
        }
        var role = DataRole.find(handle);
        if (head.epoch() < role.epoch()) {
            throw rejected("they are of epoch " + head.epoch() + ", and this standby knows epoch " + role.epoch());
        }
        if (head.after() != after) {
            throw rejected("they follow revision " + head.after() + ", and " + after + " was requested");
        }
        if (after != 0) {
            requireSameData(head);
        }
    }

    private void requireSameData(ReplicaHead head) {
        var own = StoreIdentity.find(handle);
        if (!own.equals(Optional.of(head.store()))) {
            throw rejected("they are of the data " + head.store() + ", and this standby has "
                    + own.map(Object::toString).orElse("none"));
        }
        long revision = WriteRevision.current(handle).revision();
        if (head.after() != revision) {
            throw rejected("they follow revision " + head.after() + ", and this standby has revision " + revision);
        }
    }

    private void row(JsonNode line) {
        if (line.size() != 1) {
            throw rejected("a line has to have one row");
        }
        var entry = line.properties().iterator().next();
        var table = tables.get(entry.getKey());
        if (table == null) {
            throw rejected("a line is of no table of this module");
        }
        try {
            if (table.name().equals(Table.DELETED)) {
                deletedRows.delete(entry.getValue());
            }
            rows.add(table, entry.getValue(), lines.number());
        } catch (IllegalArgumentException e) {
            throw rejected(String.valueOf(e.getMessage()));
        }
    }

    /** Reads what was written, so that a fault of the stream, of the program or of the database is found. */
    private void requireEqual(long after, JsonNode digests) {
        for (var table : tables.values()) {
            var own = ReplicaRows.digest(handle, table, after).toString();
            if (!own.equals(digests.path(table.name()).asText())) {
                throw rejected("the table " + table.name() + " has the digest " + own + " here, and "
                        + digests.path(table.name()).asText() + " at the home");
            }
        }
    }

    private static StoreException rejected(String why) {
        return new StoreException("The changes of the home do not fit: " + why + "; nothing was changed");
    }
}
