package banyan.core.database;

import org.jspecify.annotations.Nullable;

/** A database that cannot be used as it is. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String line;
    private final boolean passes;

    public StoreException(String line) {
        this(line, null);
    }

    public StoreException(String line, @Nullable Throwable cause) {
        this(line, cause, false);
    }

    private StoreException(String line, @Nullable Throwable cause, boolean passes) {
        super(line, cause);
        this.line = line;
        this.passes = passes;
    }

    /** One that cannot be used now, and may be tried again. */
    public static StoreException passing(String line, Throwable cause) {
        return new StoreException(line, cause, true);
    }

    /** For the operator: names the database, what is wrong with it and what can be done. */
    public String line() {
        return line;
    }

    /** Whether it passes by itself, such as a server that is not up yet. */
    public boolean passes() {
        return passes;
    }
}
