package banyan.core.database;

import javax.sql.DataSource;

/** Connections to one module's own database, until it is closed. */
public interface ConnectionPool extends AutoCloseable {
    /** Returns the pool: at most 8 connections, and a timeout of 5 s. */
    DataSource dataSource();

    /** Returns how the connections are used now. */
    PoolUsage use();

    @Override
    void close();
}
