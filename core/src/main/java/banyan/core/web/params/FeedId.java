package banyan.core.web.params;

import banyan.core.BoardException;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** Which feed a reader has read so far: what each response of {@code changes} says in its header. */
public record FeedId(UUID value) {
    /** Which feed a response is from. A position in it means nothing in another one. */
    public static final String HEADER = "Banyan-Feed";

    /** The position of the last entry of that feed. */
    public static final String HEAD = "Banyan-Feed-Head";

    private static final Pattern FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /**
     * Called by JAX-RS for a query parameter.
     *
     * @throws BoardException INVALID for anything else than a UUID
     */
    public static FeedId fromString(String text) {
        if (!FORM.matcher(text).matches()) {
            throw BoardException.invalid(List.of(new BoardException.Fault(
                    "?feed", "has to be taken from the " + HEADER + " header of the response that you go on from")));
        }
        return new FeedId(UUID.fromString(text));
    }
}
