package banyan.core.transfer;

import banyan.core.revision.TrackedTable;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
    private static final JsonMapper MAPPER = new JsonMapper();

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
        var values = new TreeMap<String, @Nullable Object>();
        for (var column : table.columns().entrySet()) {
            values.put(column.getKey(), column.getValue().read(row, column.getKey()));
        }
        return json(Map.of(table.name(), values));
    }

    static byte[] json(Map<String, ?> content) {
        try {
            return MAPPER.writeValueAsBytes(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("each type of a column has a form in JSON", e);
        }
    }
}
