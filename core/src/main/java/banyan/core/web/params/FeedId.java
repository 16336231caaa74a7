package banyan.core.web.params;

import banyan.core.BoardException;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** The feed that a reader's position belongs to, from the header of each {@code changes} response. */
public record FeedId(UUID value) {
    /** The header with the id of the feed. A position is meaningless in another feed. */
    public static final String HEADER = "Banyan-Feed";

    /** The header with the position of the feed's last entry. */
    public static final String HEAD = "Banyan-Feed-Head";

    private static final Pattern FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /**
     * JAX-RS calls this for a query parameter.
     *
     * @throws BoardException INVALID unless the text is a UUID
     */
    public static FeedId fromString(String text) {
        if (!FORM.matcher(text).matches()) {
            throw BoardException.invalid(List.of(new BoardException.Fault(
                    "?feed",
                    "has to be the value of the " + HEADER + " header of the response that you continue from")));
        }
        return new FeedId(UUID.fromString(text));
    }
}
