package banyan.core.revision;

import java.util.HexFormat;
import java.util.List;
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

    /** Returns all of them, by name. */
    public static List<TrackedTable> all(Handle handle) {
        return handle.select("""
                        SELECT LOWER(table_name) FROM information_schema.tables
                        WHERE table_schema = CURRENT_SCHEMA AND table_type = 'BASE TABLE'
                        AND LOWER(table_name) NOT IN
                            ('schema_history', 'program', 'feed_head', 'data_role', 'deleted_row', 'deletion_horizon')
                        ORDER BY 1
                        """).mapTo(String.class).list().stream()
                .map(name -> new TrackedTable(name, key(handle, name)))
                .toList();
    }

    private static List<String> key(Handle handle, String table) {
        return handle.select("""
                        SELECT LOWER(columns.column_name) FROM information_schema.table_constraints constraints
                        JOIN information_schema.key_column_usage columns
                            ON columns.constraint_schema = constraints.constraint_schema
                            AND columns.constraint_name = constraints.constraint_name
                        WHERE constraints.table_schema = CURRENT_SCHEMA AND LOWER(constraints.table_name) = ?
                            AND constraints.constraint_type = 'PRIMARY KEY'
                        ORDER BY columns.ordinal_position
                        """, table).mapTo(String.class).list();
    }

    /** Adds the column and its index. Names with this prefix are the board's, so none is that of an index of the module. */
    void addRevisions(Handle handle) {
        handle.execute("ALTER TABLE " + name + " ADD COLUMN " + REVISION + " BIGINT DEFAULT 1 NOT NULL");
        handle.execute("CREATE INDEX " + named("banyan_revision_") + " ON " + name + " (" + REVISION + ")");
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

    boolean hasRevisionColumn(Handle handle) {
        return handle.select("""
                        SELECT COUNT(*) FROM information_schema.columns
                        WHERE table_schema = CURRENT_SCHEMA AND LOWER(table_name) = ? AND LOWER(column_name) = 'revision'
                        """, name).mapTo(int.class).one() > 0;
    }
}
