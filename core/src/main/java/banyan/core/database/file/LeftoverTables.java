package banyan.core.database.file;

import banyan.core.database.JdbiFactory;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tables without data, which an earlier release left when its first start was interrupted. The board writes the row
 * with the store's id before any other data.
 */
final class LeftoverTables {
    private static final Logger LOG = LoggerFactory.getLogger(LeftoverTables.class);

    private LeftoverTables() {}

    /** Returns whether the database has no data. */
    static boolean isOne(Path file, DataSource source) {
        boolean isOne = JdbiFactory.over(source).withHandle(LeftoverTables::isEmpty);
        if (isOne) {
            LOG.warn("{} has no data after an interrupted first start: it is created again", file);
        }
        return isOne;
    }

    private static boolean isEmpty(Handle handle) {
        return handle.select("""
                        SELECT table_name FROM information_schema.tables
                        WHERE table_schema = CURRENT_SCHEMA AND table_type = 'BASE TABLE'
                        AND LOWER(table_name) NOT IN ('schema_history', 'program', 'feed_head', 'data_role', 'deletion_horizon')
                        """).mapTo(String.class).list().stream()
                .allMatch(table -> handle.select("SELECT COUNT(*) FROM \"" + table + '"')
                                .mapTo(long.class)
                                .one()
                        == 0);
    }
}
