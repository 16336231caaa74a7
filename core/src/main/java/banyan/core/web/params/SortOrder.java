package banyan.core.web.params;

import banyan.core.BoardException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** In which order a list is asked for: by id, unless it is told another one. */
public final class SortOrder {
    private SortOrder() {}

    /**
     * Whether a list is asked for in the only other order that it has.
     *
     * @param order the query parameter, if there is one
     * @param other the name of that order
     * @throws BoardException INVALID for an order that the list does not have
     */
    public static boolean is(@Nullable String order, String other) {
        if (order != null && !order.equals(other)) {
            throw BoardException.invalid(
                    List.of(new BoardException.Fault("?order", "has to be " + other + ", or left out to go by id")));
        }
        return order != null;
    }
}
