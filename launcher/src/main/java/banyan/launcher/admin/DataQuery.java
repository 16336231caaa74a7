package banyan.launcher.admin;

import banyan.core.BoardException;
import banyan.launcher.admin.api.AdminPaths;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The query of an export or an import. A misspelled parameter is rejected: without it, the keys would be missing unnoticed.
 *
 * @param since the revision after which changes are exported; 0 for all data
 * @param isWithKeys whether private keys are exported, or kept by an import
 */
record DataQuery(long since, boolean isWithKeys) {
    private static final String WITH_KEYS = AdminPaths.KEYS + "=true";

    /** A number from 1 that a long can represent. */
    private static final Pattern SINCE = Pattern.compile(AdminPaths.SINCE + "=([1-9][0-9]{0,17})");

    /**
     * @throws BoardException INVALID if there is another parameter
     */
    static DataQuery ofExport(@Nullable String query) {
        return of(query, true);
    }

    /**
     * @throws BoardException INVALID if there is another parameter
     */
    static DataQuery ofImport(@Nullable String query) {
        return of(query, false);
    }

    private static DataQuery of(@Nullable String query, boolean isExport) {
        long since = 0;
        boolean isWithKeys = false;
        var names = new HashSet<String>();
        for (var parameter : query == null ? new String[0] : query.split("&", -1)) {
            var revision = SINCE.matcher(parameter);
            if (!names.add(parameter.replaceFirst("=.*", ""))) {
                throw invalid(query, isExport);
            } else if (parameter.equals(WITH_KEYS)) {
                isWithKeys = true;
            } else if (isExport && revision.matches()) {
                since = Long.parseLong(revision.group(1));
            } else {
                throw invalid(query, isExport);
            }
        }
        return new DataQuery(since, isWithKeys);
    }

    private static BoardException invalid(@Nullable String query, boolean isExport) {
        return BoardException.invalid(List.of(new BoardException.Fault(
                "?" + query,
                "is not a query of this path; give " + WITH_KEYS
                        + (isExport ? ", " + AdminPaths.SINCE + "=REVISION, both" : "") + ", or none")));
    }
}
