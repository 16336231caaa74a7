package banyan.core.database.server;

import banyan.core.database.ConnectionPool;
import banyan.core.database.JdbiFactory;
import banyan.core.database.PoolUsage;
import banyan.core.database.SchemaRelease;
import banyan.core.database.SqlState;
import banyan.core.database.StoreException;
import banyan.core.database.pool.PoolSettings;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/** One module's schema in a database of a PostgreSQL server, and its connection pool. */
public final class DatabaseServer implements ConnectionPool {
    /** Half of the connection timeout, so that there is time for a second connection. */
    private static final long VALIDATION_MS = 2_000;

    /** The interval of keepalives: networks drop idle connections. */
    private static final long KEEPALIVE_MS = 60_000;

    private final HikariDataSource pool;

    private DatabaseServer(HikariDataSource pool) {
        this.pool = pool;
    }

    /**
     * Connects, and creates the module's schema if it does not exist.
     *
     * @param module gives the schema its name
     * @throws StoreException if the server is unreachable, which is transient; if it rejects the connection, or this
     *     program is too old for the schema
     */
    public static DatabaseServer open(DatabaseAddress address, String module) {
        var source = address.source(module, SessionSettings.SERVING);
        var where = "The database of " + module + " at " + address;
        try {
            JdbiFactory.over(source).useTransaction(handle -> prepare(handle, module, where));
        } catch (JdbiException e) {
            throw explain(e, where);
        }
        var config = PoolSettings.of(module, source);
        config.setInitializationFailTimeout(-1); // the connection was just tested, and the pool would log a stack trace
        config.setValidationTimeout(VALIDATION_MS);
        config.setKeepaliveTime(KEEPALIVE_MS);
        return new DatabaseServer(new ServerPool(config, address.source(module, SessionSettings.MIGRATING)));
    }

    @Override
    public DataSource dataSource() {
        return pool;
    }

    @Override
    public PoolUsage use() {
        return PoolSettings.usage(pool);
    }

    @Override
    public void close() {
        pool.close();
    }

    /**
     * Creates the schema and checks the rights. A lock makes processes do this in turn: two that create the same schema
     * in parallel would both fail.
     */
    private static void prepare(Handle handle, String module, String where) {
        handle.execute("SELECT pg_advisory_xact_lock(hashtext(?))", "banyan " + module);
        if (is(handle, "SELECT COUNT(*) = 0 FROM pg_namespace WHERE nspname = ?", module)) {
            handle.execute("CREATE SCHEMA \"" + module + '"');
        }
        if (!is(handle, "SELECT has_schema_privilege(?, 'USAGE')", module)
                || !is(handle, "SELECT has_schema_privilege(?, 'CREATE')", module)) {
            throw new StoreException(where + ": this role may not use the schema " + module
                    + "; GRANT USAGE, CREATE ON SCHEMA " + module + ", or give another BANYAN_DATABASE_USER");
        }
        SchemaRelease.requireSupported(handle, where);
    }

    private static boolean is(Handle handle, String query, String module) {
        return handle.select(query, module).mapTo(boolean.class).one();
    }

    private static StoreException explain(JdbiException failure, String where) {
        var reason = SqlState.reason(failure);
        if (SqlState.isTransient(failure)) {
            return StoreException.transientFailure(where + " cannot be reached: " + reason, failure);
        }
        var line = switch (SqlState.of(failure)) {
            case SqlState.WRONG_PASSWORD, SqlState.NO_ROLE, SqlState.REJECTED ->
                where + " rejects the login: " + reason + "; check BANYAN_DATABASE_USER and the password";
            case SqlState.NO_DATABASE ->
                where + " does not exist: " + reason + "; create it, or give another --database";
            case SqlState.NO_RIGHT -> where + " denies access: " + reason + "; grant the right, or give another role";
            default -> where + " cannot be used: " + reason;
        };
        return new StoreException(line, failure);
    }
}
