package banyan.core.database;

import com.zaxxer.hikari.HikariConfig;
import javax.sql.DataSource;

/** What bounds the connections of a module. */
public final class Pool {
    public static final int CONNECTIONS = 8;
    private static final long PATIENCE_MS = 5_000;

    private Pool() {}

    public static HikariConfig of(String module, DataSource source) {
        var config = new HikariConfig();
        config.setPoolName(module);
        config.setDataSource(source);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(PATIENCE_MS);
        return config;
    }
}
