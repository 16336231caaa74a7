package banyan.core.database;

import javax.sql.DataSource;

/** The way to one module's own database, wherever that is, until it is closed. */
public interface Connections extends AutoCloseable {
    /** Gives connections, 8 at most, and keeps one waiting for 5 s at most. */
    DataSource dataSource();

    /** How they are used now. */
    PoolUsage use();

    @Override
    void close();
}
