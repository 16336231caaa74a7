package banyan.core.store;

import banyan.core.BoardException;
import banyan.core.FatalError;
import banyan.core.database.DatabaseControl;
import banyan.core.database.DatabaseException;
import banyan.core.database.SqlState;
import java.util.Optional;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.JdbiException;

/** The availability of a module's database, as its reads and writes show it. */
final class Availability {
    private final String module;
    private final DatabaseControl control;
    private final Outage outage;

    /** A write has failed, and none has succeeded since. */
    private volatile boolean isWritingDoubtful;

    /** The result of the last check. */
    private volatile Optional<String> found = Optional.empty();

    Availability(String module, DatabaseControl control) {
        this.module = module;
        this.control = control;
        outage = new Outage(module);
    }

    Optional<String> failureReason() {
        return control.failureReason().or(() -> found);
    }

    /** Reopens a database that failed as a whole, and tries to use it. */
    void check(Runnable probe) {
        control.mend();
        try {
            probe.run();
            found = Optional.empty();
        } catch (BoardException e) {
            found = e.kind() == BoardException.Kind.NOT_HOME ? Optional.empty() : Optional.of(outage.reason());
        }
    }

    boolean isWritingDoubtful() {
        return isWritingDoubtful;
    }

    void succeeded() {
        if (!isWritingDoubtful) {
            outage.ended();
        }
    }

    void written() {
        isWritingDoubtful = false;
        outage.ended();
    }

    void notWritten(BoardException failure) {
        if (failure.kind() == BoardException.Kind.NOT_HOME) {
            written(); // the write lock could be taken
        }
        isWritingDoubtful |= failure.kind() == BoardException.Kind.UNAVAILABLE;
    }

    /** Ignores failures from now on: the module closes, and requests in flight lose their connections. */
    void ignoreFailures() {
        outage.ignore();
    }

    /**
     * Requires that the next write can succeed.
     *
     * @throws BoardException UNAVAILABLE if it would fail
     */
    void requireWritable() {
        control.failureReason().ifPresent(why -> {
            outage.failed(why);
            throw new BoardException(
                    BoardException.Kind.UNAVAILABLE,
                    "The database of " + module
                            + " cannot be written now, as its disk is full or fails; try again later.");
        });
    }

    /** Returns UNAVAILABLE if the database is unreachable or the connection broke; otherwise a bug of this program. */
    RuntimeException explain(JdbiException failure) {
        FatalError.check(failure); // H2 continues after an OutOfMemoryError
        return failure instanceof ConnectionException || SqlState.isUnavailable(failure) || control.isBroken(failure)
                ? unavailable(SqlState.reason(failure))
                : DatabaseException.of(failure);
    }

    BoardException unavailable(String reason) {
        outage.failed(reason);
        return new BoardException(
                BoardException.Kind.UNAVAILABLE,
                "The database of " + module + " is busy, or cannot be used now; try again in a second.");
    }
}
