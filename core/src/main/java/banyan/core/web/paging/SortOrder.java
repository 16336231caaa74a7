package banyan.core.web.paging;

import banyan.core.BoardException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The order of a list: by id, unless the request names another order. */
public final class SortOrder {
    private SortOrder() {}

    /**
     * Returns whether the request names the only other order of a list.
     *
     * @param order the query parameter, if the request has it
     * @param other the name of the other order
     * @throws BoardException INVALID for an order that the list does not have
     */
    public static boolean is(@Nullable String order, String other) {
        if (order != null && !order.equals(other)) {
            throw BoardException.invalid(
                    List.of(new BoardException.Fault("?order", "has to be " + other + ", or omitted to sort by id")));
        }
        return order != null;
    }
}
