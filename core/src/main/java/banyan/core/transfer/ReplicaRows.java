package banyan.core.transfer;

import banyan.core.revision.TrackedTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** The rows of a table that changed after a revision, each in its canonical form: a line of JSON, its columns by name. */
final class ReplicaRows {
    private static final int FETCH_SIZE = 500;

    private ReplicaRows() {}

    /** Gives each line to the consumer, without the line end. */
    static void forEach(Handle handle, Table table, long after, Consumer<byte[]> lines) {
        handle.select("SELECT * FROM " + table.name() + " WHERE " + TrackedTable.REVISION + " > ?", after)
                .setFetchSize(FETCH_SIZE)
                .scanResultSet((rows, context) -> {
                    var all = rows.get();
                    while (all.next()) {
                        lines.accept(line(table, all));
                    }
                    return lines;
                });
    }

    /** Returns the digest of these rows. */
    static RowDigest digest(Handle handle, Table table, long after) {
        var digest = new RowDigest();
        forEach(handle, table, after, digest::add);
        return digest;
    }

    private static byte[] line(Table table, ResultSet row) throws SQLException {
        return NdjsonWriter.line(Map.of(table.name(), new TreeMap<>(table.read(row))));
    }
}
