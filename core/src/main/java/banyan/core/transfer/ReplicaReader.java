package banyan.core.transfer;

import banyan.core.database.SchemaRelease;
import banyan.core.database.StoreException;
import banyan.core.database.server.SessionSettings;
import banyan.core.revision.DataRole;
import banyan.core.revision.DeletionHorizon;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
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
    private final ReplicaTables known;
    private final Map<String, Table> tables;
    private final RowBatch rows;
    private final DeletedRows deletedRows;

    private ReplicaReader(Handle handle, ReplicaTables known, long after, NdjsonReader lines) {
        this.handle = handle;
        this.known = known;
        this.lines = lines;
        tables = known.changed(handle, after).stream()
                .collect(Collectors.toMap(Table::name, Function.identity(), (one, other) -> one, LinkedHashMap::new));
        rows = RowBatch.replacing(handle, lines);
        deletedRows = new DeletedRows(handle, tables);
    }

    /**
     * Applies the changes that {@link ReplicaWriter} sent, and checks each table against its digest.
     *
     * @param standby in a transaction that gives no revisions, see {@link banyan.core.revision.Replication}
     * @param tables of this database
     * @param from the state that was named to the home: {@link ReplicaPosition#NONE} to replace everything
     * @throws IOException if the stream cannot be read
     * @throws StoreException if the changes are not those that this standby needs, or the result differs from the home
     */
    public static void apply(
            Handle standby, String module, ReplicaTables tables, ReplicaPosition from, ReplicaStream changes)
            throws IOException {
        changes.lease(standby);
        try {
            new ReplicaReader(standby, tables, from.revision(), changes.lines()).apply(module, from, changes);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void apply(String module, ReplicaPosition from, ReplicaStream changes) throws IOException {
        var head = changes.head();
        requireNext(head, module, from);
        if (from.revision() == 0) {
            clear(head);
        }
        var end = rows();
        if (!end.path("head").equals(changes.first()) || !lines.isAtEnd()) {
            throw rejected("the end is not the end of these changes");
        }
        advance(head);
        requireEqual(head.after(), end.path("digests"));
        if (end.has("verified")) {
            requireVerified(head, end.path("verified"));
            changes.verified();
        }
    }

    /** Of what is copied as a whole, no deletion before is known. */
    private void clear(ReplicaHead head) {
        SessionSettings.endLimits(handle);
        tables.keySet().forEach(table -> handle.execute("DELETE FROM " + table));
        handle.execute("DELETE FROM " + Table.DELETED);
        DeletionHorizon.copied(handle, head.reached().revision());
    }

    /** Applies the rows, and returns the last line. */
    private JsonNode rows() throws IOException {
        var line = lines.next();
        for (; !line.has("end"); line = lines.next()) {
            if (!line.has("wait")) {
                row(line);
            }
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
        role.replace(handle, new DataRole(role.kind(), head.epoch(), role.home(), role.address(), null));
    }

    /** The changes must be those of the same data, after exactly the revision that this standby has, of no older home. */
    private void requireNext(ReplicaHead head, String module, ReplicaPosition from) {
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
        if (head.after() != from.revision()) {
            throw rejected("they follow revision " + head.after() + ", and " + from.revision() + " was requested");
        }
        if (from.revision() != 0) {
            requireSameData(head, from);
        }
    }

    private void requireSameData(ReplicaHead head, ReplicaPosition from) {
        if (!head.store().equals(from.store())) {
            throw rejected("they are of the data " + head.store() + ", and this standby has " + from.store());
        }
        if (!ReplicaPosition.of(handle).equals(from)) {
            throw rejected("this standby is not at revision " + from.revision() + " any more");
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

    /** Compares all rows with those of the home. */
    private void requireVerified(ReplicaHead head, JsonNode buckets) {
        for (var table : known.replicated(handle)) {
            var differing = BucketDigests.of(handle, table, () -> {}).differing(buckets.path(table.name()));
            if (differing.isPresent()) {
                throw new ReplicaDifference(
                        table.name(), differing.getAsInt(), head.reached().revision());
            }
        }
    }

    private static StoreException rejected(String why) {
        return new StoreException("The changes of the home do not fit: " + why + "; nothing was changed");
    }
}
