package banyan.core.database.file;

import banyan.core.database.Statements;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an earlier program left of a first start that was interrupted: tables, some of them, and no data. Whatever the board
 * writes comes after the row that says which data this is.
 */
final class LeftoverTables {
    private static final Logger LOG = LoggerFactory.getLogger(LeftoverTables.class);

    private LeftoverTables() {}

    /** Whether the database holds nothing that anybody has written. */
    static boolean isOne(Path file, DataSource source) {
        boolean isOne = Statements.over(source).withHandle(LeftoverTables::isEmpty);
        if (isOne) {
            LOG.warn("{} was left without data by a first start that was interrupted: it is made anew", file);
        }
        return isOne;
    }

    private static boolean isEmpty(Handle handle) {
        return handle.select("""
                        SELECT table_name FROM information_schema.tables
                        WHERE table_schema = CURRENT_SCHEMA AND table_type = 'BASE TABLE'
                        AND LOWER(table_name) NOT IN ('schema_history', 'program', 'feed_head')
                        """).mapTo(String.class).list().stream()
                .allMatch(table -> handle.select("SELECT COUNT(*) FROM \"" + table + '"')
                                .mapTo(long.class)
                                .one()
                        == 0);
    }
}
