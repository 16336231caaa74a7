package banyan.core.database.server;

import banyan.core.database.Connections;
import banyan.core.database.PoolUsage;
import banyan.core.database.SchemaRelease;
import banyan.core.database.SqlState;
import banyan.core.database.Statements;
import banyan.core.database.StoreException;
import banyan.core.database.pool.PoolSettings;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/** One module's schema in a database of a PostgreSQL server, and the pool of connections to it. */
public final class DatabaseServer implements Connections {
    /** Half of the time that a caller waits for a connection: so there is time for another one. */
    private static final long VALIDATION_MS = 2_000;

    /** Networks forget connections on which nothing moves. */
    private static final long KEEPALIVE_MS = 60_000;

    private final HikariDataSource pool;

    private DatabaseServer(HikariDataSource pool) {
        this.pool = pool;
    }

    /**
     * Connects, and makes the module's schema if it is not there.
     *
     * @param module gives the schema its name
     * @throws StoreException if the server cannot be reached, which passes; if it refuses, or this program is too old for
     *     the schema
     */
    public static DatabaseServer open(DatabaseAddress address, String module) {
        var source = address.source(module, SessionSettings.SERVING);
        var where = "The database of " + module + " at " + address;
        try {
            Statements.over(source).useTransaction(handle -> prepare(handle, module, where));
        } catch (JdbiException e) {
            throw explained(e, where);
        }
        var config = PoolSettings.of(module, source);
        config.setInitializationFailTimeout(-1); // it has just been tried, and the pool would log a trace
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

    /** Processes take turns: two that made the same schema at once would both fail. */
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

    private static boolean is(Handle handle, String question, String module) {
        return handle.select(question, module).mapTo(boolean.class).one();
    }

    private static StoreException explained(JdbiException failure, String where) {
        var reason = SqlState.reason(failure);
        if (SqlState.passes(failure)) {
            return StoreException.passing(where + " cannot be reached: " + reason, failure);
        }
        var line = switch (SqlState.of(failure)) {
            case SqlState.WRONG_PASSWORD, SqlState.NO_ROLE, SqlState.REJECTED ->
                where + " refuses: " + reason + "; check BANYAN_DATABASE_USER and the password";
            case SqlState.NO_DATABASE -> where + " is not there: " + reason + "; create it, or give another --database";
            case SqlState.NO_RIGHT -> where + " refuses: " + reason + "; grant the right, or give another role";
            default -> where + " cannot be used: " + reason;
        };
        return new StoreException(line, failure);
    }
}
