package banyan.core.database.server;

import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.postgresql.PGConnection;

/**
 * The settings that the board needs in a session of PostgreSQL, whatever the server, the database or the role has set.
 */
public enum SessionSettings {
    /**
     * For serving: a transaction that is idle while it has the write lock loses it, and no statement blocks others
     * for long.
     */
    SERVING("7s", "10s", 8),

    /** For a migration, which may take long on one connection while another one holds the lock that others wait for. */
    MIGRATING("0", "0", 600);

    /** For a transaction that no other one waits for, however long it is idle. */
    private static final String WITHOUT_LEASE = "SET LOCAL idle_in_transaction_session_timeout = 0";

    /**
     * Sets what the server knows: some settings need a newer server, one needs Linux, and a stricter commit setting of
     * the operator stays.
     */
    private static final String SETTING = """
            SELECT COUNT(set_config(name, wanted, false))
            FROM (VALUES ${settings}) AS needed (name, wanted) JOIN pg_settings USING (name)
            WHERE (name <> 'client_connection_check_interval' OR version() LIKE '%linux%')
            AND (name <> 'synchronous_commit' OR setting = 'off')
            """;

    /**
     * The same for both: a transaction reads what the one before it has committed, and an acknowledged commit survives
     * a crash of the server.
     */
    private static final Map<String, String> ALWAYS = Map.of(
            "default_transaction_isolation", "read committed",
            "default_transaction_deferrable", "off",
            "synchronous_commit", "on",
            "lock_timeout", "5s",
            "idle_session_timeout", "0",
            "transaction_timeout", "0",
            "client_connection_check_interval", "2s",
            "tcp_keepalives_idle", "10",
            "tcp_keepalives_interval", "5",
            "tcp_keepalives_count", "3");

    private final String statement;
    private final String lease;
    private final int responseTimeout;

    /**
     * Creates the settings.
     *
     * @param statement the timeout of a statement; 0 for none
     * @param lease the timeout between two statements of a transaction; 0 for none
     * @param responseTimeout the driver's timeout for a response, in seconds
     */
    SessionSettings(String statement, String lease, int responseTimeout) {
        this.statement = statement;
        this.lease = lease;
        this.responseTimeout = responseTimeout;
    }

    /** Lets this transaction be idle for any time. Has no effect on H2. */
    public static void endLease(Handle handle) {
        if (isOf(handle)) {
            handle.execute(WITHOUT_LEASE);
        }
    }

    /**
     * Lets this transaction delete all rows, however many there are. The driver waits for a response as long as during a
     * migration, until the connection is back in its pool. Has no effect on H2.
     */
    public static void endLimits(Handle handle) {
        if (isOf(handle)) {
            endLease(handle);
            handle.execute("SET LOCAL statement_timeout = 0");
            try {
                handle.getConnection().setNetworkTimeout(Runnable::run, MIGRATING.responseTimeout * 1_000);
            } catch (SQLException e) {
                throw new IllegalStateException("the driver has a timeout for responses", e);
            }
        }
    }

    /** Returns whether the statements go to PostgreSQL. */
    public static boolean isOf(Handle handle) {
        try {
            return handle.getConnection().isWrapperFor(PGConnection.class);
        } catch (SQLException e) {
            throw new IllegalStateException("a connection knows its type", e);
        }
    }

    /** Returns the seconds after which a silent server counts as lost. The next attempt may find another server. */
    int responseTimeout() {
        return responseTimeout;
    }

    /** Returns the statement that applies the settings. */
    String settings() {
        var settings = new TreeMap<>(ALWAYS);
        settings.put("statement_timeout", statement);
        settings.put("idle_in_transaction_session_timeout", lease);
        return SETTING.replace(
                "${settings}",
                settings.entrySet().stream()
                        .map(setting -> "('" + setting.getKey() + "', '" + setting.getValue() + "')")
                        .collect(Collectors.joining(", ")));
    }
}
