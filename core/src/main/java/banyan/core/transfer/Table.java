package banyan.core.transfer;

import banyan.core.database.StoreException;
import banyan.core.revision.TrackedTable;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A table of a module's data.
 *
 * @param name in lower case
 * @param columns the types by column name in lower case, in the order of the table
 * @param key the columns of the primary key; none for a table of one row
 */
public record Table(String name, Map<String, ColumnType> columns, List<String> key) {
    /** The name of the table with the head of the feed: one row. */
    public static final String HEAD = "feed_head";

    /** The name of the table with the keys of deleted rows. */
    public static final String DELETED = "deleted_row";

    /** The name of the table with the origins of the revisions. */
    private static final String HISTORY = "revision_history";

    private static final Pattern NAME = Pattern.compile("[a-z_]{1,63}");

    /** Returns the tables of an export: those of the module, and the head of its feed. Its rows have no revisions. */
    public static List<Table> all(Handle handle) {
        return Stream.concat(TrackedTable.all(handle).stream(), Stream.of(new TrackedTable(HEAD, List.of())))
                .filter(table -> !table.name().equals(HISTORY))
                .sorted(Comparator.comparing(TrackedTable::name))
                .map(table -> of(handle, table, column -> !column.equals(TrackedTable.REVISION)))
                .toList();
    }

    /** Returns the table with the keys of deleted rows, without their revisions. */
    public static Table deleted(Handle handle) {
        return of(handle, new TrackedTable(DELETED, List.of()), column -> !column.equals(TrackedTable.REVISION));
    }

    /** Returns the table with the keys of deleted rows, as a standby gets it. */
    static Table deletedWithRevisions(Handle handle) {
        return of(handle, new TrackedTable(DELETED, List.of("table_name", "row_key")), column -> true);
    }

    /** Returns the tables whose rows are the same at a home and at a standby of the same revision. */
    static List<Table> replicated(Handle handle) {
        return TrackedTable.all(handle).stream()
                .map(table -> of(handle, table, column -> true))
                .toList();
    }

    /** Returns a name from a file for a message. The name may be any text, so only a plausible one is shown. */
    public static String shown(String name) {
        return NAME.matcher(name).matches() ? name : "(a name that cannot be shown)";
    }

    /**
     * Converts a value of a file to one of the database.
     *
     * @throws IllegalArgumentException saying what is wrong with the value
     */
    @Nullable
    Object parse(String column, JsonNode value) {
        var type = columns.get(column);
        if (type == null || value.isMissingNode()) {
            throw new IllegalArgumentException(name + "." + column + " has no value");
        }
        try {
            return type.parse(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + "." + column + ": " + e.getMessage(), e);
        }
    }

    /** Returns the values of a row, in the order of the columns. */
    public Map<String, @Nullable Object> read(ResultSet row) throws SQLException {
        var values = new LinkedHashMap<String, @Nullable Object>();
        for (var column : columns.entrySet()) {
            values.put(column.getKey(), column.getValue().read(row, column.getKey()));
        }
        return values;
    }

    public long rows(Handle handle) {
        return handle.select("SELECT COUNT(*) FROM " + name).mapTo(long.class).one();
    }

    private static Table of(Handle handle, TrackedTable tracked, Predicate<String> isIncluded) {
        var name = tracked.name();
        return handle.select("SELECT * FROM " + name + " WHERE 1 = 0").scanResultSet((rows, context) -> {
            var table = new Table(name, new LinkedHashMap<>(), tracked.key());
            var columns = rows.get().getMetaData();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                var column = columns.getColumnName(i).toLowerCase(Locale.ROOT);
                if (isIncluded.test(column)) {
                    table.columns.put(column, type(name + "." + column, columns.getColumnTypeName(i)));
                }
            }
            return table;
        });
    }

    private static ColumnType type(String column, String type) throws SQLException {
        return ColumnType.of(type)
                .orElseThrow(() -> new StoreException("The column " + column + " has the type " + type
                        + ", which an export does not support; nothing was changed"));
    }
}
