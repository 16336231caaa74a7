package banyan.core.web;

import banyan.core.web.params.PageCursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of a list, in its order. */
@FunctionalInterface
public interface PageSource<T> {
    /**
     * Reads some.
     *
     * @param after the position of the row before; null for the first
     * @param limit returns fewer only if there are no more
     */
    List<T> read(@Nullable PageCursor after, int limit);
}
