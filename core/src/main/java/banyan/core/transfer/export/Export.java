package banyan.core.transfer.export;

import banyan.core.database.JdbiFactory;
import banyan.core.database.StoreException;
import banyan.core.database.file.StreamedRows;
import banyan.core.database.server.SessionSettings;
import banyan.core.revision.TrackedTable;
import banyan.core.store.Migrations;
import banyan.core.store.Schema;
import banyan.core.store.Snapshot;
import banyan.core.transfer.NdjsonWriter;
import banyan.core.transfer.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Writes a module's data as lines of JSON: a head, each row of each table, and counts and digests of these lines, which reveal a
 * cut or damaged file. An increment has the rows that changed after a revision, and the keys of deleted rows before them. All
 * rows are of one moment, however long the export takes.
 */
public final class Export {
    /** The format that this program writes and reads. */
    static final int FORMAT = 1;

    /** The table with private keys. */
    static final String KEYS = "signing_key";

    /** The fields of the last line: the lines by table, their digests, and in an increment all rows that the data have. */
    static final String END = "end";

    static final String DIGESTS = "digests";
    static final String TOTALS = "rows";

    private static final int FETCH_SIZE = 500;

    private final Handle handle;
    private final NdjsonWriter out;
    private final long since;
    private final LineDigests lines = new LineDigests();

    private Export(Handle handle, NdjsonWriter out, long since) {
        this.handle = handle;
        this.out = out;
        this.since = since;
    }

    /**
     * Exports a module that is not open. Leaves the stream open.
     *
     * @param since the revision after which changes are written; 0 for all rows
     * @param isWithKeys whether to write private keys too
     * @throws IOException if a write to the stream fails
     * @throws StoreException if there is no data of the module, or it has not reached the revision
     */
    public static void write(DataSource dataSource, Schema schema, OutputStream to, long since, boolean isWithKeys)
            throws IOException {
        Migrations.migrate(dataSource, schema);
        Snapshot.read(JdbiFactory.over(dataSource), handle -> write(handle, schema.module(), to, since, isWithKeys));
    }

    /**
     * Exports a module that is open. Leaves the stream open.
     *
     * @param handle in a transaction that reads everything as it is at one moment
     * @param since the revision after which changes are written; 0 for all rows
     * @throws StoreException if the data has not reached the revision
     */
    public static void write(Handle handle, String module, OutputStream to, long since, boolean isWithKeys)
            throws IOException {
        try {
            new Export(handle, new NdjsonWriter(to), since).all(module, isWithKeys);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void all(String module, boolean isWithKeys) throws IOException {
        SessionSettings.endLease(handle); // no writer waits for this transaction, and the client may read slowly
        var tables = Table.all(handle).stream()
                .filter(table -> isWithKeys || !table.name().equals(KEYS))
                .toList();
        write(LineDigests.HEAD, ExportHead.line(handle, module, since, isWithKeys, tables));
        if (since > 0) {
            deletedRows(isWithKeys);
        }
        tables.forEach(this::rows);
        out.write(end(tables));
        out.flush();
    }

    private void deletedRows(boolean isWithKeys) {
        rows(
                Table.deleted(handle),
                handle.select("SELECT table_name, row_key FROM deleted_row WHERE revision > ? AND table_name <> ?")
                        .bind(0, since)
                        .bind(1, isWithKeys ? "" : KEYS));
    }

    /** The head of the feed has no revision of its own row. */
    private void rows(Table table) {
        boolean isAll = since == 0 || table.name().equals(Table.HEAD);
        var query = "SELECT * FROM " + table.name();
        rows(
                table,
                isAll
                        ? handle.select(query)
                        : handle.select(query + " WHERE " + TrackedTable.REVISION + " > ?", since));
    }

    private void rows(Table table, Query query) {
        lines.begin(table.name());
        StreamedRows.read(handle, () -> write(table, query));
    }

    private void write(Table table, Query query) {
        query.setFetchSize(FETCH_SIZE).scanResultSet((rows, context) -> {
            var all = rows.get();
            while (all.next()) {
                write(table.name(), Map.of(table.name(), table.read(all)));
            }
            return table;
        });
    }

    private Map<String, Object> end(List<Table> tables) {
        var end = new LinkedHashMap<String, Object>();
        end.put(END, lines.counts());
        if (since > 0) {
            end.put(TOTALS, tables.stream().collect(Collectors.toMap(Table::name, table -> table.rows(handle))));
        }
        lines.add(LineDigests.END, NdjsonWriter.line(end));
        end.put(DIGESTS, lines.texts());
        return end;
    }

    private void write(String kind, Map<String, ?> content) {
        var line = NdjsonWriter.line(content);
        lines.add(kind, line);
        out.write(line);
    }
}
