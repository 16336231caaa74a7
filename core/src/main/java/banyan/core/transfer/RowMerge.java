package banyan.core.transfer;

import banyan.core.database.server.SessionSettings;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Inserts rows of one table, or replaces those with the same key. */
final class RowMerge implements AutoCloseable {
    private final Handle handle;
    private final Table table;
    private final List<String> columns;
    private @Nullable PreparedBatch batch;
    private int text;

    RowMerge(Handle handle, Table table) {
        this.handle = handle;
        this.table = table;
        columns = List.copyOf(table.columns().keySet());
    }

    /**
     * Adds a row.
     *
     * @throws IllegalArgumentException saying what is wrong with the row
     */
    void add(JsonNode row) {
        if (table.key().isEmpty()) {
            handle.execute("DELETE FROM " + table.name());
        }
        var current = batch == null ? handle.prepareBatch(statement()) : batch;
        batch = current;
        for (int i = 0; i < columns.size(); i++) {
            var value = table.parse(columns.get(i), row.path(columns.get(i)));
            current.bind(i, value);
            text += value instanceof String string ? string.length() : 0;
        }
        current.add();
        if (current.size() >= BatchInsert.MAX_ROWS || text >= BatchInsert.MAX_TEXT) {
            close();
        }
    }

    /** Writes the rows that wait. */
    @Override
    public void close() {
        if (batch != null) {
            try (var all = batch) {
                all.execute();
            }
        }
        batch = null;
        text = 0;
    }

    private String statement() {
        var names = String.join(", ", columns);
        var values = columns.stream().map(column -> "?").collect(Collectors.joining(", ", " VALUES (", ")"));
        if (table.key().isEmpty()) {
            return "INSERT INTO " + table.name() + " (" + names + ")" + values;
        }
        var key = String.join(", ", table.key());
        return SessionSettings.isOf(handle)
                ? "INSERT INTO " + table.name() + " (" + names + ")" + values + " ON CONFLICT (" + key
                        + ") DO UPDATE SET "
                        + columns.stream()
                                .map(column -> column + " = EXCLUDED." + column)
                                .collect(Collectors.joining(", "))
                : "MERGE INTO " + table.name() + " (" + names + ") KEY (" + key + ")" + values;
    }
}
