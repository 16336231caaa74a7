package banyan.core.transfer;

import banyan.core.database.StoreException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/**
 * A table of a module's data.
 *
 * @param name in lower case
 * @param columns the types by column name in lower case, in the order of the table
 */
record Table(String name, Map<String, ColumnType> columns) {
    /** The name of the table with the head of the feed: one row. */
    static final String HEAD = "feed_head";

    private static final Pattern NAME = Pattern.compile("[a-z_]{1,63}");

    /** Returns the tables of an export: all but those that describe the schema itself. */
    static List<Table> all(Handle handle) {
        return handle.select("""
                        SELECT LOWER(table_name) FROM information_schema.tables
                        WHERE table_schema = CURRENT_SCHEMA AND table_type = 'BASE TABLE'
                        AND LOWER(table_name) NOT IN ('schema_history', 'program')
                        ORDER BY 1
                        """).mapTo(String.class).list().stream()
                .map(name -> of(handle, name))
                .toList();
    }

    /** Returns a name from a file for a message. The name may be any text, so only a plausible one is shown. */
    static String shown(String name) {
        return NAME.matcher(name).matches() ? name : "(a name that cannot be shown)";
    }

    long rows(Handle handle) {
        return handle.select("SELECT COUNT(*) FROM " + name).mapTo(long.class).one();
    }

    private static Table of(Handle handle, String name) {
        return handle.select("SELECT * FROM " + name + " WHERE 1 = 0").scanResultSet((rows, context) -> {
            var table = new Table(name, new LinkedHashMap<>());
            var columns = rows.get().getMetaData();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                var column = columns.getColumnName(i).toLowerCase(Locale.ROOT);
                table.columns.put(column, type(name + "." + column, columns.getColumnTypeName(i)));
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
