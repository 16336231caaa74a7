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
 * The connections to a server that takes writes. All of them are given up as soon as one shows that the server has become
 * another one, or that the way to it is broken: after a failover none of the old ones is of use.
 */
final class ServerPool extends HikariDataSource implements DatabaseControl {
    private final DataSource migrating;

    /**
     * @param migrating gives connections without limits of time, which are not kept
     */
    ServerPool(HikariConfig config, DataSource migrating) {
        this.migrating = migrating;
        config.copyStateTo(this);
        setExceptionOverride(new Lost());
    }

    @Override
    public DataSource migrating() {
        return migrating;
    }

    @Override
    public void change(Predicate<DataSource> isDone, Consumer<DataSource> work) {
        work.accept(this);
    }

    /** A server may stop to take writes without ending its sessions. It tells of it with the next response, and the driver keeps that. */
    @Override
    public Connection getConnection() throws SQLException {
        var connection = take();
        if (takesWrites(connection)) {
            return connection;
        }
        connection.close();
        giveUp();
        return take();
    }

    private Connection take() throws SQLException {
        try {
            return super.getConnection();
        } catch (SQLTransientConnectionException e) {
            if (getHikariPoolMXBean().getActiveConnections() < PoolSettings.CONNECTIONS) {
                giveUp(); // those that nobody uses do not answer either
            }
            throw e;
        }
    }

    private static boolean takesWrites(Connection connection) throws SQLException {
        var server = connection.unwrap(PGConnection.class);
        return !"on".equals(server.getParameterStatus("default_transaction_read_only"))
                && !"on".equals(server.getParameterStatus("in_hot_standby"));
    }

    /** Those that are in use go when they are given back. */
    private void giveUp() {
        var now = getHikariPoolMXBean();
        if (now != null) {
            now.softEvictConnections();
        }
    }

    /** Hears of each failure of a connection of the pool. */
    private final class Lost implements SQLExceptionOverride {
        @java.lang.Override // the interface has a type of that name
        public SQLExceptionOverride.Override adjudicate(SQLException failure) {
            if (SqlState.isOfTheServer(failure)) {
                giveUp();
                return SQLExceptionOverride.Override.MUST_EVICT;
            }
            return SqlState.endsSession(failure)
                    ? SQLExceptionOverride.Override.MUST_EVICT
                    : SQLExceptionOverride.Override.CONTINUE_EVICT;
        }
    }
}
