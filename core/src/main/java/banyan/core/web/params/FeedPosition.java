package banyan.core.web.params;

import banyan.core.BoardException;
import java.util.List;
import java.util.regex.Pattern;

/** How far somebody has read a feed: the position of an entry, or 0. */
public record FeedPosition(long value) {
    private static final Pattern FORM = Pattern.compile("\\d{1,18}");

    /**
     * Called by JAX-RS for a query parameter.
     *
     * @throws BoardException INVALID for anything else than a number from 0
     */
    public static FeedPosition fromString(String text) {
        if (!FORM.matcher(text).matches()) {
            throw BoardException.invalid(
                    List.of(new BoardException.Fault("?after", "has to be the position of an entry, or 0")));
        }
        return new FeedPosition(Long.parseLong(text));
    }
}
