package banyan.core.web.params;

import banyan.core.BoardException;
import java.util.List;
import java.util.regex.Pattern;

/** The position of a reader in a feed: the position of an entry, or 0. */
public record FeedPosition(long value) {
    private static final Pattern FORM = Pattern.compile("\\d{1,18}");

    /**
     * JAX-RS calls this for a query parameter.
     *
     * @throws BoardException INVALID unless the text is a number from 0
     */
    public static FeedPosition fromString(String text) {
        if (!FORM.matcher(text).matches()) {
            throw BoardException.invalid(
                    List.of(new BoardException.Fault("?after", "has to be the position of an entry, or 0")));
        }
        return new FeedPosition(Long.parseLong(text));
    }
}
