package banyan.core.transfer;

import banyan.core.database.JdbiFactory;
import banyan.core.database.SchemaRelease;
import banyan.core.database.StoreException;
import banyan.core.database.server.SessionSettings;
import banyan.core.store.Migrations;
import banyan.core.store.Schema;
import banyan.core.store.Snapshot;
import banyan.core.store.StoreIdentity;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;

/**
 * Writes a module's data as lines of JSON: a head, each row of each table, and the row counts, which reveal a cut file.
 * All rows are of one moment, however long the export takes.
 */
public final class Export {
    /** The format that this program writes and reads. */
    static final int FORMAT = 1;

    private static final String KEYS = "signing_key";
    private static final int FETCH_SIZE = 500;

    private final Handle handle;
    private final NdjsonWriter out;
    private final Map<String, Long> counts = new LinkedHashMap<>();

    private Export(Handle handle, NdjsonWriter out) {
        this.handle = handle;
        this.out = out;
    }

    /**
     * Exports a module that is not open. Leaves the stream open.
     *
     * @param isWithKeys whether to write private keys too
     * @throws IOException if a write to the stream fails
     * @throws StoreException if there is no data of the module
     */
    public static void write(DataSource dataSource, Schema schema, OutputStream to, boolean isWithKeys)
            throws IOException {
        Migrations.migrate(dataSource, schema);
        Snapshot.read(JdbiFactory.over(dataSource), handle -> write(handle, schema.module(), to, isWithKeys));
    }

    /**
     * Exports a module that is open. Leaves the stream open.
     *
     * @param handle in a transaction that reads everything as it is at one moment
     */
    public static void write(Handle handle, String module, OutputStream to, boolean isWithKeys) throws IOException {
        try {
            new Export(handle, new NdjsonWriter(to)).all(module, isWithKeys);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void all(String module, boolean isWithKeys) throws IOException {
        SessionSettings.endLease(handle); // no writer waits for this transaction, and the client may read slowly
        var tables = Table.all(handle).stream()
                .filter(table -> isWithKeys || !table.name().equals(KEYS))
                .toList();
        out.write(head(module, tables));
        tables.forEach(this::rows);
        out.write(Map.of("end", counts));
        out.flush();
    }

    private Map<String, Object> head(String module, List<Table> tables) {
        var store = StoreIdentity.find(handle)
                .orElseThrow(() -> new StoreException("There is no data of " + module + " here"));
        var head = new LinkedHashMap<String, Object>();
        head.put("banyan", FORMAT);
        head.put("module", module);
        head.put("store", store);
        head.put("release", SchemaRelease.CURRENT);
        head.put("next", IdentityColumns.next(handle, tables));
        return head;
    }

    private void rows(Table table) {
        counts.put(table.name(), 0L);
        handle.select("SELECT * FROM " + table.name()).setFetchSize(FETCH_SIZE).scanResultSet((rows, context) -> {
            var all = rows.get();
            while (all.next()) {
                row(table, all);
            }
            return counts;
        });
    }

    private void row(Table table, ResultSet row) throws SQLException {
        out.write(Map.of(table.name(), table.read(row)));
        counts.merge(table.name(), 1L, Long::sum);
    }
}
