package banyan.core.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Writes rows of any table, many at a time as long as they are alike. */
final class Rows {
    private static final int MOST = 500;

    private final Handle handle;
    private String statement = "";
    private @Nullable PreparedBatch batch;

    Rows(Handle handle) {
        this.handle = handle;
    }

    /**
     * Adds one; a column that is not there gets its default.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    void add(Table table, JsonNode row) {
        var columns = row.properties().stream().map(Map.Entry::getKey).toList();
        var current = batch(table, columns);
        for (int i = 0; i < columns.size(); i++) {
            var column = columns.get(i);
            try {
                current.bind(
                        i, Objects.requireNonNull(table.columns().get(column)).parse(row.get(column)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(table.name() + "." + column + ": " + e.getMessage(), e);
            }
        }
        current.add();
        if (current.size() >= MOST) {
            flush();
        }
    }

    void flush() {
        if (batch != null) {
            batch.execute();
            batch.close();
        }
        batch = null;
    }

    private PreparedBatch batch(Table table, List<String> columns) {
        for (var column : columns) {
            if (!table.columns().containsKey(column)) {
                throw new IllegalArgumentException("there is no column " + Table.shown(column) + " in " + table.name());
            }
        }
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("a row of " + table.name() + " has no columns");
        }
        var insert = "INSERT INTO " + table.name() + " (" + String.join(", ", columns) + ") VALUES ("
                + columns.stream().map(column -> "?").collect(Collectors.joining(", ")) + ")";
        if (batch == null || !insert.equals(statement)) {
            flush();
            statement = insert;
            batch = handle.prepareBatch(insert);
        }
        return batch;
    }
}
