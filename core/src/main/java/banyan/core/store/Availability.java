package banyan.core.store;

import banyan.core.BoardException;
import banyan.core.FatalError;
import banyan.core.database.DatabaseControl;
import banyan.core.database.DatabaseException;
import banyan.core.database.SqlState;
import java.util.Optional;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.JdbiException;

/** Whether a module's database works, as its reads and writes have shown. */
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

    Optional<String> trouble() {
        return control.trouble().or(() -> found);
    }

    /** Reopens a database that failed as a whole, and tries to use it. */
    void check(Runnable probe) {
        control.mend();
        try {
            probe.run();
            found = Optional.empty();
        } catch (BoardException e) {
            found = Optional.of(outage.reason());
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
        isWritingDoubtful |= failure.kind() == BoardException.Kind.UNAVAILABLE;
    }

    /** From now on failures are no news: the module closes, and requests in flight lose their connections. */
    void ignoreFailures() {
        outage.ignore();
    }

    /**
     * @throws BoardException UNAVAILABLE if the next write would fail
     */
    void requireWritable() {
        control.trouble().ifPresent(why -> {
            outage.failed(why);
            throw new BoardException(
                    BoardException.Kind.UNAVAILABLE,
                    "The database of " + module
                            + " cannot be written now, as its disk is full or fails; try again later.");
        });
    }

    /** Returns UNAVAILABLE if the database could not be reached or was lost; otherwise the program is wrong. */
    RuntimeException explain(JdbiException failure) {
        FatalError.check(failure); // H2 goes on when memory has run out
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
