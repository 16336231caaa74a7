package banyan.core.transfer.export;

import banyan.core.transfer.NdjsonReader;
import banyan.core.transfer.Table;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts the rows of an import by table, and compares them with the counts at the end of the export. */
final class RowCounts {
    private final Map<String, Long> counts = new TreeMap<>();

    /** Counts a row, and returns how many rows of its table there are now. */
    long add(String table) {
        return counts.merge(table, 1L, Long::sum);
    }

    long of(String table) {
        return counts.getOrDefault(table, 0L);
    }

    /**
     * Requires the counts at the end of an export.
     *
     * @param single the tables that have to have one row
     * @throws banyan.core.database.StoreException if the rows differ from them, or are not those of one store
     */
    void requireEqual(JsonNode expected, List<String> single, NdjsonReader lines) {
        for (var count : expected.properties()) {
            long number = of(count.getKey());
            if (number != count.getValue().asLong()) {
                throw lines.fault("there should be " + count.getValue().asLong() + " rows of "
                        + Table.shown(count.getKey()) + ", and there are " + number);
            }
        }
        boolean areAllCounted = counts.keySet().stream().allMatch(expected::has);
        if (!areAllCounted || single.stream().anyMatch(table -> of(table) != 1)) {
            throw lines.fault(
                    "each table needs a count, and one row is needed of each of: " + String.join(", ", single));
        }
    }
}
