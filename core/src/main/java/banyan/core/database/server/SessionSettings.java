package banyan.core.database.server;

import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.postgresql.PGConnection;

/** What the board relies on in a session of PostgreSQL, whatever a server, a database or a role has as its own setting. */
public enum SessionSettings {
    /** Whoever says nothing while it has the turn to write loses it, and no statement keeps anybody waiting for long. */
    SERVING("7s", "10s", 8),

    /** A migration takes its time, on one connection, while another one holds the lock that others wait for. */
    MIGRATING("0", "0", 600);

    /** Of a transaction that keeps nobody waiting, however long it says nothing. */
    private static final String WITHOUT_LEASE = "SET LOCAL idle_in_transaction_session_timeout = 0";

    /**
     * Some are of newer servers only, one is of Linux only, and a commit that the operator made safer than usual stays so.
     * The others are set.
     */
    private static final String SETTING = """
            SELECT COUNT(set_config(name, wanted, false))
            FROM (VALUES ${settings}) AS needed (name, wanted) JOIN pg_settings USING (name)
            WHERE (name <> 'client_connection_check_interval' OR version() LIKE '%linux%')
            AND (name <> 'synchronous_commit' OR setting = 'off')
            """;

    /** Whoever got the turn reads what the one before it has committed. What was acknowledged survives the server's end. */
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
    private final int silence;

    /**
     * @param statement the longest that one may take; 0 for no bound
     * @param lease the longest between two statements of a transaction; 0 for no bound
     * @param silence the longest that the driver waits for a response, in seconds
     */
    SessionSettings(String statement, String lease, int silence) {
        this.statement = statement;
        this.lease = lease;
        this.silence = silence;
    }

    /** Lets this transaction be idle for any time. Has no effect on H2. */
    public static void endLease(Handle handle) {
        if (isOf(handle)) {
            handle.execute(WITHOUT_LEASE);
        }
    }

    private static boolean isOf(Handle handle) {
        try {
            return handle.getConnection().isWrapperFor(PGConnection.class);
        } catch (SQLException e) {
            throw new IllegalStateException("a connection knows what it is", e);
        }
    }

    /** After this many seconds, a server that says nothing has gone: the next attempt may find another one. */
    int silence() {
        return silence;
    }

    /** The statement that sets them. */
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
