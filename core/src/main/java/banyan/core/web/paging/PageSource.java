package banyan.core.web.paging;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a list, in its order. */
@FunctionalInterface
public interface PageSource<T> {
    /**
     * Reads some rows.
     *
     * @param after the position of the last row before them; null for the first rows
     * @param limit fewer rows mean that there are no more
     */
    List<T> read(@Nullable PageCursor after, int limit);
}
