package banyan.core.database;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementException;

/** The SQLSTATE of a failure's cause, and what follows from it. */
public final class SqlState {
    public static final String REJECTED = "08004";
    public static final String NO_RIGHT = "42501";
    public static final String NO_DATABASE = "3D000";
    public static final String NO_ROLE = "28000";
    public static final String WRONG_PASSWORD = "28P01";
    static final String READ_ONLY = "25006";
    public static final String UNREACHABLE = "08001";

    private static final String CONNECTION = "08";

    /** Lasting connection failures. The first is H2's for a file that it cannot open. */
    private static final Set<String> PERMANENT = Set.of("08000", REJECTED, "08P01");

    /**
     * Transient classes: rollback; no memory, disk space or connection left; the server stops, starts, or has cancelled
     * a statement or session; an I/O failure.
     */
    private static final Set<String> TRANSIENT_CLASSES = Set.of("40", "53", "57", "58");

    /**
     * Transient states: read-only after a failover; a transaction that was idle or ran for too long; no lock in time.
     */
    private static final Set<String> TRANSIENT = Set.of(READ_ONLY, "25P03", "25P04", "55P03", "HYT00");

    /** H2 cannot read, cannot write, or has closed the file after one of these. The file has to be reopened. */
    private static final Set<String> BROKEN_FILE = Set.of("90028", "90031", "90098");

    /** The server or the network has changed: all other connections are lost too. */
    private static final Set<String> SERVER_GONE = Set.of("57P01", "57P02", "57P03", READ_ONLY);

    /** The server has ended this session only. */
    private static final Set<String> SESSION_GONE = Set.of("25P03", "25P04", "57P04", "57P05");

    /** Rollbacks without a retry: the outcome is unknown, or the reason is permanent. */
    private static final Set<String> NO_RETRY = Set.of("40002", "40003");

    /** The classes whose messages contain no values of rows and no statements. */
    private static final Set<String> WITHOUT_VALUES =
            Set.of("08", "0A", "25", "28", "3D", "3F", "40", "42", "53", "54", "55", "57", "58", "90", "HY", "XX");

    private SqlState() {}

    /** Returns the code; empty if the failure is not of a database. */
    public static String of(Throwable failure) {
        return failure(failure).map(SQLException::getSQLState).orElse("");
    }

    /** Returns whether the failure is transient, also at a start: the database is unreachable or overloaded. */
    public static boolean isTransient(Throwable failure) {
        var state = of(failure);
        return TRANSIENT.contains(state)
                || TRANSIENT_CLASSES.contains(classOf(state))
                || (classOf(state).equals(CONNECTION) && !PERMANENT.contains(state));
    }

    /** Returns whether the database does not work now, so that the client may retry later. */
    public static boolean isUnavailable(Throwable failure) {
        return isTransient(failure) || BROKEN_FILE.contains(of(failure));
    }

    /** Returns whether the transaction was rolled back, so that it may be retried. */
    public static boolean wasRolledBack(Throwable failure) {
        var state = of(failure);
        return classOf(state).equals("40") && !NO_RETRY.contains(state);
    }

    /** Returns whether the other connections to the same server are unusable too. */
    public static boolean isServerFailure(Throwable failure) {
        var state = of(failure);
        return SERVER_GONE.contains(state) || classOf(state).equals(CONNECTION);
    }

    public static boolean endsSession(Throwable failure) {
        return SESSION_GONE.contains(of(failure));
    }

    /** Returns whether the server rejects the role or its password. */
    public static boolean isLoginFailure(Throwable failure) {
        return classOf(of(failure)).equals("28");
    }

    /** Returns the message of the database, with its cause; only the code if the message may contain values. */
    public static String reason(Throwable failure) {
        return failure(failure).map(SqlState::reasonOf).orElseGet(() -> withoutCode(failure));
    }

    /** Returns the message of a failure without a code. JDBI's messages about a statement contain its arguments. */
    private static String withoutCode(Throwable failure) {
        if (failure instanceof StatementException) {
            return failure.getClass().getSimpleName();
        }
        return failure instanceof JdbiException && failure.getCause() != null
                ? String.valueOf(failure.getCause().getMessage())
                : failure.toString();
    }

    private static String reasonOf(SQLException failure) {
        var state = failure.getSQLState();
        if (!WITHOUT_VALUES.contains(classOf(state))) {
            return "SQLSTATE " + state;
        }
        // H2 adds the statement
        var message =
                Objects.requireNonNullElse(failure.getMessage(), state).replaceFirst("(?s);? SQL statement:.*", "");
        return failure.getCause() == null ? message : message + " " + failure.getCause();
    }

    public static Optional<SQLException> failure(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && Objects.requireNonNullElse(sql.getSQLState(), "").length() > 0) {
                return Optional.of(sql);
            }
        }
        return Optional.empty();
    }

    private static String classOf(String state) {
        return state.length() == 5 ? state.substring(0, 2) : "";
    }
}
