package banyan.core.revision;

import banyan.core.database.server.SessionSettings;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * A table whose rows have revisions: every table of the module, except those that describe the database itself.
 *
 * @param name in lower case
 * @param key the columns of its primary key, in lower case; none for a table of one row
 */
public record TrackedTable(String name, List<String> key) {
    /** The column that each row has its revision in. */
    public static final String REVISION = "revision";

    /** The name of the first trigger of each table, or the begin of its name. */
    static final String STAMP = "banyan_stamp";

    /** PostgreSQL cuts the names of indexes and tables after this number of bytes. */
    private static final int MAX_NAME = 63;

    private static final int HASH_DIGITS = 8;

    /** One statement for all tables, because each pull of a copy reads this. */
    private static final String IN_FILE = """
            SELECT LOWER(tables.table_name) AS name, LOWER(columns.column_name) AS key_column
            FROM information_schema.tables tables
            LEFT JOIN information_schema.table_constraints constraints
                ON constraints.table_schema = tables.table_schema AND constraints.table_name = tables.table_name
                AND constraints.constraint_type = 'PRIMARY KEY'
            LEFT JOIN information_schema.key_column_usage columns
                ON columns.constraint_schema = constraints.constraint_schema
                AND columns.constraint_name = constraints.constraint_name
            WHERE tables.table_schema = CURRENT_SCHEMA AND tables.table_type = 'BASE TABLE'
            ORDER BY 1, columns.ordinal_position
            """;

    /** The same from the catalog itself: the views of the standard take many times as long. */
    private static final String ON_SERVER = """
            SELECT tables.relname AS name, columns.attname AS key_column
            FROM pg_class tables
            LEFT JOIN pg_index keys ON keys.indrelid = tables.oid AND keys.indisprimary
            LEFT JOIN LATERAL unnest(keys.indkey::smallint[]) WITH ORDINALITY places (attnum, place) ON TRUE
            LEFT JOIN pg_attribute columns ON columns.attrelid = tables.oid AND columns.attnum = places.attnum
            WHERE tables.relnamespace = to_regnamespace(quote_ident(current_schema())) AND tables.relkind IN ('r', 'p')
            ORDER BY 1, places.place
            """;

    private static final Set<String> OF_THE_DATABASE =
            Set.of("schema_history", "program", "feed_head", "data_role", "deleted_row", "deletion_horizon");

    /** Returns all of them, by name. */
    public static List<TrackedTable> all(Handle handle) {
        var keys = new TreeMap<String, List<String>>();
        handle.select(SessionSettings.isOf(handle) ? ON_SERVER : IN_FILE).mapToMap(String.class).stream()
                .filter(row -> !OF_THE_DATABASE.contains(row.get("name")))
                .forEach(row -> {
                    var key = keys.computeIfAbsent(row.get("name"), name -> new ArrayList<>());
                    Optional.ofNullable(row.get("key_column")).ifPresent(key::add);
                });
        return keys.entrySet().stream()
                .map(table -> new TrackedTable(table.getKey(), List.copyOf(table.getValue())))
                .toList();
    }

    /**
     * Returns the statements that add the column and its index. Names with this prefix are the board's, so none is that of an
     * index of the module.
     */
    List<String> addingRevisions() {
        return List.of(
                "ALTER TABLE " + name + " ADD COLUMN " + REVISION + " BIGINT DEFAULT 1 NOT NULL",
                "CREATE INDEX " + named("banyan_revision_") + " ON " + name + " (" + REVISION + ")");
    }

    /** Returns a name for an index of this table. It ends with a hash where PostgreSQL would cut it. */
    String named(String prefix) {
        var plain = prefix + name;
        return plain.length() <= MAX_NAME
                ? plain
                : plain.substring(0, MAX_NAME - HASH_DIGITS) + HexFormat.of().toHexDigits(name.hashCode());
    }

    long rows(Handle handle) {
        return handle.select("SELECT COUNT(*) FROM " + name).mapTo(long.class).one();
    }

    /** Returns the names of all tables with a column of this name. */
    static Set<String> withRevisionColumn(Handle handle) {
        return handle.select("""
                        SELECT LOWER(table_name) FROM information_schema.columns
                        WHERE table_schema = CURRENT_SCHEMA AND LOWER(column_name) = 'revision'
                        """).mapTo(String.class).set();
    }
}
