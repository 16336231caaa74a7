package banyan.core.transfer.export;

import banyan.core.transfer.ColumnType;
import banyan.core.transfer.DeletedRows;
import banyan.core.transfer.NdjsonReader;
import banyan.core.transfer.NdjsonWriter;
import banyan.core.transfer.RowBatch;
import banyan.core.transfer.Table;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows of one file of an import: all rows of an export, or the changes of an increment. */
final class ExportedRows {
    private final ImportTarget target;
    private final ExportHead head;
    private final NdjsonReader lines;
    private final ExportedIds ids;
    private final RowBatch rows;
    private final DeletedRows deletedRows;
    private final boolean isIncrement;
    private final RowCounts counts = new RowCounts();
    private final LineDigests digests = new LineDigests();
    private JsonNode end = MissingNode.getInstance();

    /** @param lines have given the first line of the file */
    ExportedRows(ImportTarget target, ExportHead head, NdjsonReader lines, ExportedIds ids) {
        this.target = target;
        this.head = head;
        this.lines = lines;
        this.ids = ids;
        isIncrement = head.after().isPresent();
        rows = isIncrement ? RowBatch.replacing(target.handle(), lines) : RowBatch.inserting(target.handle(), lines);
        deletedRows = new DeletedRows(target.handle(), target.tables());
    }

    /** Writes the rows up to the final counts, and requires these counts. */
    void read() throws IOException {
        digests.add(LineDigests.HEAD, lines.bytes());
        end = lines.next();
        for (; !end.has(Export.END); end = lines.next()) {
            row(end);
        }
        rows.flush();
        counts.requireEqual(
                end.path(Export.END), isIncrement ? List.of(Table.HEAD) : List.of("store", Table.HEAD), lines);
        if (target.isKeepingKeys() && !isIncrement && counts.of(Export.KEYS) == 0) {
            throw lines.fault("it has no keys to keep: export it --with-keys");
        }
    }

    /** Requires the digests of the lines, and after an increment the rows that the original had. */
    void requireUndamaged() {
        if (!head.hasDigests() && !end.has(Export.DIGESTS)) {
            return;
        }
        end.path(Export.END).fieldNames().forEachRemaining(digests::begin); // a table without rows has a digest too
        digests.add(LineDigests.END, NdjsonWriter.line(counts()));
        digests.differing(end.path(Export.DIGESTS)).ifPresent(kind -> {
            throw lines.fault(
                    "the lines of " + Table.shown(kind) + " have another digest than was written: the file is damaged");
        });
        for (var total : end.path(Export.TOTALS).properties()) {
            var table = target.tables().get(total.getKey());
            long number = table == null || target.ignores(table.name())
                    ? total.getValue().asLong()
                    : table.rows(target.handle());
            if (number != total.getValue().asLong()) {
                throw lines.fault("the original had " + total.getValue().asLong() + " rows of " + total.getKey()
                        + " then, and there are " + number + " now");
            }
        }
    }

    /** The last line without its digests. */
    private Map<String, JsonNode> counts() {
        var counted = new LinkedHashMap<String, JsonNode>();
        end.properties().forEach(field -> counted.put(field.getKey(), field.getValue()));
        counted.remove(Export.DIGESTS);
        return counted;
    }

    private void row(JsonNode line) {
        if (ExportHead.is(line)) {
            throw lines.fault("the file ends too early, before another one: it was cut");
        }
        if (line.size() != 1) {
            throw lines.fault("a line has to have one row, or the final counts");
        }
        var row = line.properties().iterator().next();
        if (isIncrement && row.getKey().equals(Table.DELETED)) {
            counts.add(Table.DELETED);
            digests.add(Table.DELETED, lines.bytes());
            delete(row.getValue());
            return;
        }
        var table = target.tables().get(row.getKey());
        if (table == null) {
            throw lines.fault("there is no table " + Table.shown(row.getKey()) + " here");
        }
        digests.add(table.name(), lines.bytes());
        boolean isFirst = counts.add(table.name()) == 1;
        if (target.ignores(table.name())) {
            return;
        }
        if (table.name().equals(Export.KEYS) && isFirst && !isIncrement) {
            target.handle().execute("DELETE FROM " + Export.KEYS); // no token was signed with these
        }
        write(table, row.getValue());
    }

    private void delete(JsonNode deleted) {
        if (target.ignores(deleted.path("table_name").asText())) {
            return;
        }
        try {
            rows.flush();
            deletedRows.delete(deleted);
        } catch (IllegalArgumentException e) {
            throw lines.fault(e.getMessage());
        }
    }

    private void write(Table table, JsonNode row) {
        try {
            ids.row(table.name(), target.generatesIds(table), row, lines.number());
            if (table.name().equals(Table.HEAD)) { // updated, because other processes wait for a lock on this row
                target.handle()
                        .execute("UPDATE feed_head SET position = ?", ColumnType.NUMBER.parse(row.path("position")));
            } else {
                rows.add(table, row, lines.number());
            }
        } catch (IllegalArgumentException e) {
            throw lines.fault(e.getMessage());
        }
    }
}
