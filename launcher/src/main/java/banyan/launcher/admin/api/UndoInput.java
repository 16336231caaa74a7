package banyan.launcher.admin.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The input that undoes a move.
 *
 * @param otherData whether the locations before the move may serve other data than those after it
 * @param dryRun whether only to check that it could be undone
 * @param by who undoes it, for the log
 */
@JsonInclude(JsonInclude.Include.NON_NULL) // null members are omitted
public record UndoInput(
        @Nullable Boolean otherData,
        @Nullable Boolean dryRun,
        @Nullable String by) {}
