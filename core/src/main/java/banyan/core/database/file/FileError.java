package banyan.core.database.file;

import banyan.core.database.SqlState;
import banyan.core.database.StoreException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.h2.api.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Messages to the operator about a database file that cannot be used. */
final class FileError {
    private FileError() {}

    /** Returns the failure for H2's error code; for other codes, the given exception. */
    static StoreException of(Path file, Exception failure, StoreException otherwise) {
        return switch (SqlState.failure(failure).map(SQLException::getErrorCode).orElse(0)) {
            case ErrorCode.DATABASE_ALREADY_OPEN_1 -> inUse(file, failure);
            case ErrorCode.FILE_VERSION_ERROR_1 ->
                new StoreException(
                        file + " was written by a newer version of H2; nothing was changed; start the newer program",
                        failure);
            default -> otherwise;
        };
    }

    static StoreException inUse(Path file, @Nullable Exception failure) {
        return new StoreException(
                file + " is in use by another process: stop that one, or give this one other data with --data",
                failure);
    }

    static StoreException damaged(Path file, @Nullable Exception failure) {
        return new StoreException(
                file
                        + " is damaged, or not a database; nothing was changed; put a backup in its place, or move it away to start with a new database",
                failure);
    }

    static StoreException unchanged(Path file, Exception failure) {
        return of(
                file,
                failure,
                new StoreException(file + " cannot be written; nothing was changed: " + reason(failure), failure));
    }

    /** Returns the reason without the names of files: the message begins with the name. */
    private static String reason(Exception failure) {
        return failure instanceof FileSystemException system && system.getReason() != null
                ? system.getReason()
                : failure instanceof SQLException ? SqlState.reason(failure) : String.valueOf(failure.getMessage());
    }
}
