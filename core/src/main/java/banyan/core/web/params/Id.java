package banyan.core.web.params;

import banyan.core.BoardException;
import java.util.regex.Pattern;

/** The id of an item in a path: a whole number from 1, in its only decimal form. */
public record Id(long value) {
    private static final Pattern FORM = Pattern.compile("[1-9][0-9]{0,17}");

    /**
     * JAX-RS calls this for a path parameter.
     *
     * @throws BoardException NOT_FOUND for a text that cannot be an id, because no item has it
     */
    public static Id fromString(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new BoardException(
                    BoardException.Kind.NOT_FOUND,
                    "There is nothing with this id: an id is a whole number from 1, written in digits.");
        }
        return new Id(Long.parseLong(text));
    }
}
