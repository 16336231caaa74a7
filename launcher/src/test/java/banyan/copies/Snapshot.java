package banyan.copies;

import banyan.core.revision.WriteRevision;
import banyan.core.store.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * All rows of all tables of a module, except those that describe the database itself, such as the deletions that it knows. It is read with nothing that takes part in
 * the copying, so that a table or a row that the copying overlooks is found.
 */
record Snapshot(long revision, SortedMap<String, List<String>> rows) {
    static Snapshot of(Database database) {
        var found = new ArrayList<Snapshot>();
        try {
            database.readSnapshot(handle -> found.add(of(handle)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found.get(0);
    }

    static long count(Database database, String table) {
        return database.read(handle ->
                handle.select("SELECT COUNT(*) FROM " + table).mapTo(long.class).one());
    }

    /** Returns the rows that only one of two has. */
    List<String> differencesFrom(Snapshot other) {
        var differences = new ArrayList<>(minus(other, "+ "));
        differences.addAll(other.minus(this, "- "));
        return differences;
    }

    private List<String> minus(Snapshot other, String sign) {
        var left = new ArrayList<String>();
        rows.forEach((table, lines) -> {
            var rest = new ArrayList<>(lines);
            other.rows.getOrDefault(table, List.of()).forEach(rest::remove);
            rest.forEach(line -> left.add(sign + table + line));
        });
        return left;
    }

    private static Snapshot of(Handle handle) {
        var rows = new TreeMap<String, List<String>>();
        handle.select("""
                        SELECT LOWER(table_name) FROM information_schema.tables
                        WHERE table_schema = CURRENT_SCHEMA AND table_type = 'BASE TABLE'
                        AND LOWER(table_name) NOT IN ('schema_history', 'program', 'data_role',
                            'deletion_horizon', 'deleted_row')
                        """)
                .mapTo(String.class)
                .forEach(table -> rows.put(
                        table,
                        handle.select("SELECT * FROM " + table).mapToMap().stream()
                                .map(Snapshot::text)
                                .sorted()
                                .toList()));
        return new Snapshot(WriteRevision.current(handle).revision(), rows);
    }

    private static String text(Map<String, Object> row) {
        var columns = new TreeMap<String, Object>();
        row.forEach((name, value) -> columns.put(name, value == null ? "" : plain(value)));
        return columns.toString();
    }

    /** Each driver has a type of its own for a moment. */
    private static Object plain(Object value) {
        if (value instanceof Timestamp at) {
            return at.toInstant();
        }
        return value instanceof OffsetDateTime at ? at.toInstant() : value;
    }
}
