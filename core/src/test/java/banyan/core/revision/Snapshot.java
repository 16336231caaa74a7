package banyan.core.revision;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * All rows of all tracked tables at one moment.
 *
 * @param revision of the head
 * @param rows by table and key
 * @param deleted by table and key: the revisions in the list of deleted rows
 */
record Snapshot(long revision, Map<String, Row> rows, Map<String, Long> deleted) {
    record Row(Map<String, Object> values, long revision) {}

    static Snapshot of(Handle handle) {
        var rows = new LinkedHashMap<String, Row>();
        TrackedTable.all(handle).forEach(table -> addAll(handle, table, rows));
        var deleted = new HashMap<String, Long>();
        handle.select("SELECT table_name, row_key, revision FROM deleted_row")
                .mapToMap()
                .forEach(row ->
                        deleted.put(row.get("table_name") + " " + row.get("row_key"), (Long) row.get("revision")));
        long revision = handle.select("SELECT revision FROM feed_head")
                .mapTo(long.class)
                .one();
        return new Snapshot(revision, rows, deleted);
    }

    private static void addAll(Handle handle, TrackedTable table, Map<String, Row> rows) {
        handle.select("SELECT * FROM " + table.name()).mapToMap().forEach(values -> {
            long revision = (Long) values.remove(TrackedTable.REVISION);
            rows.put(
                    table.name() + " "
                            + json(table.key().stream().map(values::get).toList()),
                    new Row(values, revision));
        });
    }

    private static String json(List<Object> key) {
        return key.stream()
                .map(value -> value instanceof Number
                        ? value.toString()
                        : "\"" + value.toString().replace("\"", "\\\"") + "\"")
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** The rows that differ from an earlier moment: new, changed and gone ones. */
    Set<String> changedSince(Snapshot before) {
        var changed = new TreeSet<String>();
        rows.forEach((key, row) -> {
            var earlier = before.rows.get(key);
            if (earlier == null || !earlier.values.equals(row.values)) {
                changed.add(key);
            }
        });
        before.rows.keySet().stream().filter(key -> !rows.containsKey(key)).forEach(changed::add);
        return changed;
    }

    /** The rows that say of themselves that they changed after that moment, or were deleted. */
    Set<String> markedSince(Snapshot before) {
        var marked = new TreeSet<String>();
        rows.forEach((key, row) -> {
            if (row.revision > before.revision) {
                marked.add(key);
            }
        });
        deleted.forEach((key, at) -> {
            if (at > before.revision) {
                marked.add(key);
            }
        });
        return marked;
    }
}
