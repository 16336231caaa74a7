package banyan.core.transfer;

import banyan.core.database.file.StreamedRows;
import banyan.core.revision.TrackedTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The rows of a table that changed after a revision, each in its canonical form: a line of JSON, its columns by name. */
final class ReplicaRows {
    private static final int FETCH_SIZE = 500;

    private ReplicaRows() {}

    /**
     * A row.
     *
     * @param key the values of the columns of the key, as a JSON array
     * @param line the canonical form, without the line end
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Row(String key, long revision, byte[] line) {
        static Row of(Table table, ResultSet row) throws SQLException {
            Map<String, @Nullable Object> values = table.read(row);
            return new Row(
                    NdjsonWriter.text(table.key().stream().map(values::get).toArray()),
                    values.get(TrackedTable.REVISION) instanceof Number revision ? revision.longValue() : 0,
                    NdjsonWriter.line(Map.of(table.name(), new TreeMap<>(values))));
        }
    }

    /** Gives each row to the consumer. */
    static void forEach(Handle handle, Table table, long after, Consumer<Row> consumer) {
        StreamedRows.read(handle, () -> read(handle, table, after, consumer));
    }

    private static void read(Handle handle, Table table, long after, Consumer<Row> consumer) {
        handle.select("SELECT * FROM " + table.name() + " WHERE " + TrackedTable.REVISION + " > ?", after)
                .setFetchSize(FETCH_SIZE)
                .scanResultSet((rows, context) -> {
                    var all = rows.get();
                    while (all.next()) {
                        consumer.accept(Row.of(table, all));
                    }
                    return consumer;
                });
    }

    /** Returns the digest of these rows. */
    static RowDigest digest(Handle handle, Table table, long after) {
        var digest = new RowDigest();
        forEach(handle, table, after, row -> digest.add(row.line()));
        return digest;
    }
}
