package banyan.core.transfer;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** The ids that a database gives itself: an imported one goes on where the other stopped, and gives none again. */
final class IdentityColumns {
    /**
     * An import leaves out so many ids: those that the original has given since the export, or gives from now on, are not
     * given again to something else.
     */
    static final long JUMP = 10_000;

    private IdentityColumns() {}

    /** For each table that has them, the next one. Ids of what was deleted are still in the feed. */
    static Map<String, Long> next(Handle handle, Collection<Table> tables) {
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

    /** Ends the transaction on H2, as every change of a table does: to be done before there are rows. */
    static void restart(Handle handle, Table table, long next) {
        handle.execute("ALTER TABLE " + table.name() + " ALTER COLUMN id RESTART WITH " + next);
    }

    static boolean isIdentity(Handle handle, Table table) {
        return handle.select("""
                        SELECT COUNT(*) FROM information_schema.columns
                        WHERE table_schema = CURRENT_SCHEMA AND LOWER(table_name) = ? AND LOWER(column_name) = 'id'
                        AND is_identity = 'YES'
                        """, table.name()).mapTo(int.class).one() > 0;
    }
}
