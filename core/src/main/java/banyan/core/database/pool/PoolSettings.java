package banyan.core.database.pool;

import banyan.core.database.PoolUsage;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;

/** The connection pool of a module: its bounds, and its usage. */
public final class PoolSettings {
    public static final int CONNECTIONS = 8;
    private static final long TIMEOUT_MS = 5_000;

    private PoolSettings() {}

    public static HikariConfig of(String module, DataSource source) {
        var config = new HikariConfig();
        config.setPoolName(module);
        config.setDataSource(source);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(TIMEOUT_MS);
        return config;
    }

    /** Returns how a pool is used now. */
    public static PoolUsage usage(HikariDataSource pool) {
        var bean = pool.getHikariPoolMXBean();
        return bean == null // before the first connection
                ? new PoolUsage(0, 0, 0)
                : new PoolUsage(
                        bean.getActiveConnections(), bean.getIdleConnections(), bean.getThreadsAwaitingConnection());
    }
}
