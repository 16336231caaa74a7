package banyan.core.database;

import org.jspecify.annotations.Nullable;

/** A database cannot be used as it is. */
public class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String line;
    private final boolean isTransient;

    public StoreException(String line) {
        this(line, null);
    }

    public StoreException(String line, @Nullable Throwable cause) {
        this(line, cause, false);
    }

    private StoreException(String line, @Nullable Throwable cause, boolean isTransient) {
        super(line, cause);
        this.line = line;
        this.isTransient = isTransient;
    }

    /** Creates a failure that a retry may not meet again. */
    public static StoreException transientFailure(String line, Throwable cause) {
        return new StoreException(line, cause, true);
    }

    /** Returns the message for the operator: the database, what is wrong with it, and what to do. */
    public String line() {
        return line;
    }

    /** Returns whether the failure is transient, such as a server that is not up yet. */
    public boolean isTransient() {
        return isTransient;
    }
}
