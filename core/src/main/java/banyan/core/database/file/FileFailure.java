package banyan.core.database.file;

import java.sql.SQLException;
import java.util.Set;
import org.h2.api.ErrorCode;
import org.h2.mvstore.MVStoreException;

/** Recognizes the failures of H2 when it cannot read or write its file, until the file is reopened. */
final class FileFailure {
    private static final Set<Integer> CODES = Set.of(
            ErrorCode.IO_EXCEPTION_1,
            ErrorCode.IO_EXCEPTION_2,
            ErrorCode.FILE_CORRUPTED_1,
            ErrorCode.DATABASE_IS_CLOSED,
            ErrorCode.DATABASE_CALLED_AT_SHUTDOWN,
            ErrorCode.CONNECTION_BROKEN_1,
            ErrorCode.OBJECT_CLOSED,
            ErrorCode.OUT_OF_MEMORY);

    private FileFailure() {}

    /** Returns whether the file has failed, and not the statement, which may succeed in a retry. */
    static boolean is(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getErrorCode() != ErrorCode.GENERAL_ERROR_1) {
                return CODES.contains(sql.getErrorCode());
            }
            if (cause instanceof MVStoreException) {
                return true; // without a code; a deadlock has one
            }
        }
        return false;
    }
}
