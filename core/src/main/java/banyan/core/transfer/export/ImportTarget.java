package banyan.core.transfer.export;

import banyan.core.transfer.IdentityColumns;
import banyan.core.transfer.Table;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * The database that an import writes into.
 *
 * @param tables by name
 * @param givingIds the tables that generate ids
 * @param isKeepingKeys whether private keys are imported; otherwise the module keeps its own keys
 */
record ImportTarget(Handle handle, Map<String, Table> tables, Set<String> givingIds, boolean isKeepingKeys) {
    static ImportTarget of(Handle handle, boolean isKeepingKeys) {
        var tables = Table.all(handle).stream().collect(Collectors.toMap(Table::name, Function.identity()));
        var givingIds = tables.values().stream()
                .filter(table -> IdentityColumns.isIdentity(handle, table))
                .map(Table::name)
                .collect(Collectors.toSet());
        return new ImportTarget(handle, tables, givingIds, isKeepingKeys);
    }

    boolean generatesIds(Table table) {
        return givingIds.contains(table.name());
    }

    /** Returns whether rows of a table are read and dropped. */
    boolean ignores(String table) {
        return table.equals(Export.KEYS) && !isKeepingKeys;
    }
}
