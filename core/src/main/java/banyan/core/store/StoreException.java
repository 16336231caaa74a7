package banyan.core.store;

import org.jspecify.annotations.Nullable;

/** A database that cannot be used as it is. The message is for the operator and names the database. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StoreException(String message) {
        super(message);
    }

    StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
