package banyan.core.database;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementException;

/** What a database says went wrong: the SQLSTATE of the failure that another one was caused by, and what follows from it. */
public final class SqlState {
    public static final String REJECTED = "08004";
    public static final String NO_RIGHT = "42501";
    public static final String NO_DATABASE = "3D000";
    public static final String NO_ROLE = "28000";
    public static final String WRONG_PASSWORD = "28P01";
    static final String READ_ONLY = "25006";
    public static final String UNREACHABLE = "08001";

    private static final String CONNECTION = "08";

    /** The first is H2's for a file that it cannot open. */
    private static final Set<String> LASTING = Set.of("08000", REJECTED, "08P01");

    /**
     * A transaction that was taken back; no memory, room or connection left; the server stops, starts, or has ended a
     * statement or session; the disk fails.
     */
    private static final Set<String> PASSING_CLASSES = Set.of("40", "53", "57", "58");

    /** Read-only after a failover; a transaction that said nothing for too long, or lasted too long; no lock in time. */
    private static final Set<String> PASSING = Set.of(READ_ONLY, "25P03", "25P04", "55P03", "HYT00");

    /** Of H2: cannot read, cannot write, closed by one of these. Whoever has the file open has to open it anew. */
    private static final Set<String> BROKEN_FILE = Set.of("90028", "90031", "90098");

    /** The server, or the way to it, is another one than it was: what else is connected is as good as lost. */
    private static final Set<String> SERVER_GONE = Set.of("57P01", "57P02", "57P03", READ_ONLY);

    /** The server has ended this session, and only this one. */
    private static final Set<String> SESSION_GONE = Set.of("25P03", "25P04", "57P04", "57P05");

    /** Of transactions that were taken back: not known whether, and for a reason that stays. */
    private static final Set<String> NOT_AGAIN = Set.of("40002", "40003");

    /** Those in whose messages there are no values of rows or statements. */
    private static final Set<String> WITHOUT_VALUES =
            Set.of("08", "0A", "25", "28", "3D", "3F", "40", "42", "53", "54", "55", "57", "58", "90", "HY", "XX");

    private SqlState() {}

    /** Returns the code, or nothing if no database is to blame. */
    public static String of(Throwable failure) {
        return failure(failure).map(SQLException::getSQLState).orElse("");
    }

    /** Whether it passes by itself, at a start too: the database cannot be reached, or has no time. */
    public static boolean passes(Throwable failure) {
        var state = of(failure);
        return PASSING.contains(state)
                || PASSING_CLASSES.contains(classOf(state))
                || (classOf(state).equals(CONNECTION) && !LASTING.contains(state));
    }

    /** Whether the database cannot do its work now: nobody's fault but its own, so that a request may be sent again later. */
    public static boolean isUnavailable(Throwable failure) {
        return passes(failure) || BROKEN_FILE.contains(of(failure));
    }

    /** Whether nothing of the transaction is left, so that it may be done again. */
    public static boolean wasTakenBack(Throwable failure) {
        var state = of(failure);
        return classOf(state).equals("40") && !NOT_AGAIN.contains(state);
    }

    /** Whether other connections to the same server cannot be relied upon any more. */
    public static boolean isOfTheServer(Throwable failure) {
        var state = of(failure);
        return SERVER_GONE.contains(state) || classOf(state).equals(CONNECTION);
    }

    public static boolean endsSession(Throwable failure) {
        return SESSION_GONE.contains(of(failure));
    }

    /** Whether the server refuses who asks: the role, or its password. */
    public static boolean isOfTheLogin(Throwable failure) {
        return classOf(of(failure)).equals("28");
    }

    /** What the database said, and why if that was not all; the code alone where values might be in what it said. */
    public static String reason(Throwable failure) {
        return failure(failure).map(SqlState::reasonOf).orElseGet(() -> withoutCode(failure));
    }

    /** JDBI tells of mistakes in the use of a statement with all that was bound to it. */
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
        var said = Objects.requireNonNullElse(failure.getMessage(), state).replaceFirst("(?s);? SQL statement:.*", "");
        return failure.getCause() == null ? said : said + " " + failure.getCause();
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
