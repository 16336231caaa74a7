package banyan.core.store;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What a database says went wrong: the SQLSTATE of the failure that another one was caused by. */
final class SqlState {
    static final String REJECTED = "08004";
    static final String NO_RIGHT = "42501";
    static final String NO_DATABASE = "3D000";
    static final String NO_ROLE = "28000";
    static final String WRONG_PASSWORD = "28P01";

    private static final String CONNECTION = "08";

    /** The first is H2's for a file that it cannot open. */
    private static final Set<String> LASTING = Set.of("08000", REJECTED, "08P01");

    /** Shutting down, crashed, starting up; too many connections; no lock in time; read-only after a failover. */
    private static final Set<String> PASSING = Set.of("57P01", "57P02", "57P03", "53300", "55P03", "25006");

    private SqlState() {}

    /** Returns the code, or nothing if no database is to blame. */
    static String of(Throwable failure) {
        return failure(failure).map(SQLException::getSQLState).orElse("");
    }

    /** Whether it passes by itself: the database cannot be reached, or has no time. */
    static boolean passes(Throwable failure) {
        var state = of(failure);
        return PASSING.contains(state) || (state.startsWith(CONNECTION) && !LASTING.contains(state));
    }

    /** What the database said, and why if that was not all. */
    static String reason(Throwable failure) {
        return failure(failure)
                .map(sql -> sql.getCause() == null ? sql.getMessage() : sql.getMessage() + " " + sql.getCause())
                .orElseGet(failure::toString);
    }

    static Optional<SQLException> failure(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && Objects.requireNonNullElse(sql.getSQLState(), "").length() > 0) {
                return Optional.of(sql);
            }
        }
        return Optional.empty();
    }
}
