package banyan.core.database.server;

import banyan.core.database.DatabaseControl;
import banyan.core.database.SqlState;
import banyan.core.database.pool.PoolSettings;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * The connection pool of a server that accepts writes. As soon as one connection shows a failover or a broken network,
 * the pool evicts all of them: none of the old ones is usable.
 */
final class ServerPool extends HikariDataSource implements DatabaseControl {
    private final DataSource migrating;

    /**
     * Creates a pool.
     *
     * @param migrating unpooled connections without timeouts
     */
    ServerPool(HikariConfig config, DataSource migrating) {
        this.migrating = migrating;
        config.copyStateTo(this);
        setExceptionOverride(new LostServer());
    }

    @Override
    public DataSource migrating() {
        return migrating;
    }

    @Override
    public void change(Predicate<DataSource> isDone, Consumer<DataSource> work) {
        work.accept(this);
    }

    /**
     * Returns a connection that accepts writes. A server may stop accepting writes without ending its sessions. Its
     * next response says so, and the driver remembers that.
     */
    @Override
    public Connection getConnection() throws SQLException {
        var connection = takeOne();
        if (acceptsWrites(connection)) {
            return connection;
        }
        connection.close();
        evictAll();
        return takeOne();
    }

    private Connection takeOne() throws SQLException {
        try {
            return super.getConnection();
        } catch (SQLTransientConnectionException e) {
            if (getHikariPoolMXBean().getActiveConnections() < PoolSettings.CONNECTIONS) {
                evictAll(); // the idle connections do not respond either
            }
            throw e;
        }
    }

    private static boolean acceptsWrites(Connection connection) throws SQLException {
        var server = connection.unwrap(PGConnection.class);
        return !"on".equals(server.getParameterStatus("default_transaction_read_only"))
                && !"on".equals(server.getParameterStatus("in_hot_standby"));
    }

    /** Evicts all connections; those in use are closed when they are returned. */
    private void evictAll() {
        var bean = getHikariPoolMXBean();
        if (bean != null) {
            bean.softEvictConnections();
        }
    }

    /** Decides after each failure of a connection. */
    private final class LostServer implements SQLExceptionOverride {
        @java.lang.Override // the interface has a type of that name
        public SQLExceptionOverride.Override adjudicate(SQLException failure) {
            if (SqlState.isServerFailure(failure)) {
                evictAll();
                return SQLExceptionOverride.Override.MUST_EVICT;
            }
            return SqlState.endsSession(failure)
                    ? SQLExceptionOverride.Override.MUST_EVICT
                    : SQLExceptionOverride.Override.CONTINUE_EVICT;
        }
    }
}
