package banyan.core.store;

import org.jspecify.annotations.Nullable;

/** A database that cannot be used as it is. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String line;

    StoreException(String line) {
        this(line, null);
    }

    StoreException(String line, @Nullable Throwable cause) {
        super(line, cause);
        this.line = line;
    }

    /** For the operator: names the database, what is wrong with it and what can be done. */
    public String line() {
        return line;
    }
}
