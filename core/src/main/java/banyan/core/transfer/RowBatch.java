package banyan.core.transfer;

import banyan.core.database.SqlState;
import banyan.core.database.StoreException;
import banyan.core.database.server.SessionSettings;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/** Writes rows of any tables, many in one statement as long as they are alike. */
public final class RowBatch {
    private static final int MAX_ROWS = 500;

    /**
     * The maximum number of characters in a batch. A batch is in memory twice, and the database gets no statement while
     * it fills.
     */
    private static final int MAX_TEXT = 256 * 1024;

    private static final String SAVEPOINT = "before_rows";
    private static final String DUPLICATE = "23505";
    private static final String NOT_NULL = "23502";

    /** A row in the batch, and its line in the export. */
    private record Row(long line, List<@Nullable Object> values) {}

    private final Handle handle;
    private final NdjsonReader lines;
    private final boolean isReplacing;
    private String statement = "";
    private @Nullable PreparedBatch batch;
    private final List<Row> pending = new ArrayList<>();
    private int text;

    private RowBatch(Handle handle, NdjsonReader lines, boolean isReplacing) {
        this.handle = handle;
        this.lines = lines;
        this.isReplacing = isReplacing;
    }

    /**
     * Returns a batch of new rows.
     *
     * @param lines name the line of a rejected row
     */
    public static RowBatch inserting(Handle handle, NdjsonReader lines) {
        return new RowBatch(handle, lines, false);
    }

    /** Returns a batch of rows that replace those with the same key, or the only row of a table without a key. */
    public static RowBatch replacing(Handle handle, NdjsonReader lines) {
        return new RowBatch(handle, lines, true);
    }

    /**
     * Adds a row. An absent column gets its default.
     *
     * @throws IllegalArgumentException saying what is wrong with the row
     * @throws StoreException if the database rejects this row or an earlier one
     */
    public void add(Table table, JsonNode row, long line) {
        if (isReplacing && table.key().isEmpty()) {
            handle.execute("DELETE FROM " + table.name());
        }
        var columns = row.properties().stream().map(Map.Entry::getKey).toList();
        var current = batch(table, columns);
        var values = new ArrayList<@Nullable Object>(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            var column = columns.get(i);
            values.add(table.parse(column, row.path(column)));
            current.bind(i, values.get(i));
            text += values.get(i) instanceof String string ? string.length() : 0;
        }
        current.add();
        pending.add(new Row(line, values));
        if (current.size() >= MAX_ROWS || text >= MAX_TEXT) {
            flush();
        }
    }

    /**
     * Writes the rows of the batch.
     *
     * @throws StoreException if the database rejects one of them
     */
    public void flush() {
        if (batch != null) {
            handle.savepoint(SAVEPOINT);
            try (var all = batch) {
                all.execute();
                handle.releaseSavepoint(SAVEPOINT);
            } catch (UnableToExecuteStatementException e) {
                handle.rollbackToSavepoint(SAVEPOINT);
                throw rejected(e);
            }
        }
        batch = null;
        pending.clear();
        text = 0;
    }

    /** Finds the rejected row. The failure of a batch does not name it, so this inserts the rows one by one. */
    private RuntimeException rejected(UnableToExecuteStatementException failure) {
        for (var row : pending) {
            try {
                handle.execute(statement, row.values().toArray());
            } catch (UnableToExecuteStatementException e) {
                return SqlState.isUnavailable(e) ? e : lines.fault(row.line(), reason(e));
            }
        }
        return failure;
    }

    private static String reason(UnableToExecuteStatementException failure) {
        return switch (SqlState.of(failure)) {
            case DUPLICATE -> "a row with the same key already exists";
            case NOT_NULL -> "a required column has no value";
            default -> "the database rejects it: " + SqlState.reason(failure);
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
        var next = isReplacing ? replace(table, columns) : insert(table, columns);
        if (batch == null || !next.equals(statement)) {
            flush();
            statement = next;
            batch = handle.prepareBatch(next);
        }
        return batch;
    }

    private static String insert(Table table, List<String> columns) {
        return "INSERT INTO " + table.name() + " (" + String.join(", ", columns) + ")" + values(columns);
    }

    private static String values(List<String> columns) {
        return columns.stream().map(column -> "?").collect(Collectors.joining(", ", " VALUES (", ")"));
    }

    private String replace(Table table, List<String> columns) {
        if (table.key().isEmpty()) {
            return insert(table, columns);
        }
        var key = String.join(", ", table.key());
        return SessionSettings.isOf(handle)
                ? insert(table, columns) + " ON CONFLICT (" + key + ") DO UPDATE SET " + assignments(columns)
                : "MERGE INTO " + table.name() + " (" + String.join(", ", columns) + ") KEY (" + key + ")"
                        + values(columns);
    }

    private static String assignments(List<String> columns) {
        return columns.stream().map(column -> column + " = EXCLUDED." + column).collect(Collectors.joining(", "));
    }
}
