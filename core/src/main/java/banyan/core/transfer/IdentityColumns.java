package banyan.core.transfer;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** The ids that a database generates. An import continues after those of the original, so that no id is given twice. */
public final class IdentityColumns {
    /** The number of ids that an import skips. Ids that the original gives after the export stay unused here. */
    public static final long SKIPPED = 10_000;

    private IdentityColumns() {}

    /** Returns the next id of each table that generates ids. The feed still has the ids of deleted items. */
    public static Map<String, Long> next(Handle handle, Collection<Table> tables) {
        var next = new TreeMap<String, Long>();
        for (var table : tables) {
            if (isIdentity(handle, table)) {
                next.put(
                        table.name(),
                        handle.select("""
                                SELECT 1 + GREATEST(100,
                                    (SELECT COALESCE(MAX(id), 0) FROM %s), (SELECT COALESCE(MAX(id), 0) FROM feed))
                                """.formatted(table.name()))
                                .mapTo(long.class)
                                .one());
            }
        }
        return next;
    }

    /**
     * Sets the next id. Like every change of a table, this commits the transaction on H2, so it has to run before rows
     * are written.
     */
    public static void restart(Handle handle, Table table, long next) {
        handle.execute("ALTER TABLE " + table.name() + " ALTER COLUMN id RESTART WITH " + next);
    }

    public static boolean isIdentity(Handle handle, Table table) {
        return handle.select("""
                        SELECT COUNT(*) FROM information_schema.columns
                        WHERE table_schema = CURRENT_SCHEMA AND LOWER(table_name) = ? AND LOWER(column_name) = 'id'
                        AND is_identity = 'YES'
                        """, table.name()).mapTo(int.class).one() > 0;
    }
}
