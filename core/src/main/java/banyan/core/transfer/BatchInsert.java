package banyan.core.transfer;

import banyan.core.database.SqlState;
import banyan.core.database.StoreException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/** Writes rows of any table, many at a time as long as they are alike. */
final class BatchInsert {
    private static final int MOST = 500;

    /** Characters of text in a batch. It is in memory twice, and while it fills, the database hears nothing. */
    private static final int MOST_TEXT = 256 * 1024;

    private static final String BEFORE = "before_rows";
    private static final String DUPLICATE = "23505";
    private static final String NO_VALUE = "23502";

    /** One that waits to be written, and the line that it came from. */
    private record Row(long line, List<@Nullable Object> values) {}

    private final Handle handle;
    private String statement = "";
    private @Nullable PreparedBatch batch;
    private final List<Row> waiting = new ArrayList<>();
    private int text;

    BatchInsert(Handle handle) {
        this.handle = handle;
    }

    /**
     * Adds one; a column that is not there gets its default.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     * @throws StoreException if the database takes it, or one before it, not
     */
    void add(Table table, JsonNode row, long line) {
        var columns = row.properties().stream().map(Map.Entry::getKey).toList();
        var current = batch(table, columns);
        var values = new ArrayList<@Nullable Object>(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            var column = columns.get(i);
            try {
                values.add(Objects.requireNonNull(table.columns().get(column)).parse(row.get(column)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(table.name() + "." + column + ": " + e.getMessage(), e);
            }
            current.bind(i, values.get(i));
            text += values.get(i) instanceof String string ? string.length() : 0;
        }
        current.add();
        waiting.add(new Row(line, values));
        if (current.size() >= MOST || text >= MOST_TEXT) {
            flush();
        }
    }

    /**
     * @throws StoreException if the database does not take one of them
     */
    void flush() {
        if (batch != null) {
            handle.savepoint(BEFORE);
            try (var all = batch) {
                all.execute();
                handle.releaseSavepoint(BEFORE);
            } catch (UnableToExecuteStatementException e) {
                handle.rollbackToSavepoint(BEFORE);
                throw refused(e);
            }
        }
        batch = null;
        waiting.clear();
        text = 0;
    }

    /** Of many, it says only that one was not taken: one by one, it is known which. */
    private RuntimeException refused(UnableToExecuteStatementException failure) {
        for (var row : waiting) {
            try {
                handle.execute(statement, row.values().toArray());
            } catch (UnableToExecuteStatementException e) {
                return SqlState.isUnavailable(e) ? e : NdjsonReader.fault(row.line(), reason(e));
            }
        }
        return failure;
    }

    private static String reason(UnableToExecuteStatementException failure) {
        return switch (SqlState.of(failure)) {
            case DUPLICATE -> "there is a row with the same key already";
            case NO_VALUE -> "a column has no value that needs one";
            default -> "the database does not take it: " + SqlState.reason(failure);
        };
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
