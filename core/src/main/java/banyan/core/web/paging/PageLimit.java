package banyan.core.web.paging;

import banyan.core.BoardException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The maximum number of items in a page.
 *
 * @param value 1 to {@value #MOST}
 */
public record PageLimit(int value) {
    public static final String BY_DEFAULT = "100";
    public static final int MOST = 1_000;

    private static final Pattern FORM = Pattern.compile("[1-9]\\d{0,3}");

    /**
     * JAX-RS calls this for a query parameter.
     *
     * @throws BoardException INVALID unless the text is a number in these bounds
     */
    public static PageLimit fromString(String text) {
        if (!FORM.matcher(text).matches() || Integer.parseInt(text) > MOST) {
            throw BoardException.invalid(
                    List.of(new BoardException.Fault("?limit", "has to be a whole number from 1 to " + MOST)));
        }
        return new PageLimit(Integer.parseInt(text));
    }

    /** Returns one more than the page shows, which reveals whether there is a next page. */
    public int andOneMore() {
        return value + 1;
    }
}
