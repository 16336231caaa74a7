package banyan.core.database;

import com.zaxxer.hikari.HikariDataSource;

/**
 * How a module uses its connections at one moment.
 *
 * @param active connections that somebody has
 * @param idle connections that nobody has
 * @param waiting those who want one
 */
public record PoolUse(int active, int idle, int waiting) {
    public static PoolUse of(HikariDataSource pool) {
        var now = pool.getHikariPoolMXBean();
        return now == null // before the first connection
                ? new PoolUse(0, 0, 0)
                : new PoolUse(now.getActiveConnections(), now.getIdleConnections(), now.getThreadsAwaitingConnection());
    }
}
