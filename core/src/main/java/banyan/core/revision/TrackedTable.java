package banyan.core.revision;

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

    /** Returns all of them, by name. */
    public static List<TrackedTable> all(Handle handle) {
        return handle.select("""
                        SELECT LOWER(table_name) FROM information_schema.tables
                        WHERE table_schema = CURRENT_SCHEMA AND table_type = 'BASE TABLE'
                        AND LOWER(table_name) NOT IN
                            ('schema_history', 'program', 'feed_head', 'data_role', 'deleted_row')
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

    boolean hasRevisions(Handle handle) {
        return handle.select("""
                        SELECT COUNT(*) FROM information_schema.columns
                        WHERE table_schema = CURRENT_SCHEMA AND LOWER(table_name) = ? AND LOWER(column_name) = 'revision'
                        """, name).mapTo(int.class).one() > 0;
    }
}
