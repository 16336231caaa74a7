package banyan.core.web.paging;

import banyan.core.BoardException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The start of a page: after the item with these keys. Clients take it from the link to the next page; for them it is
 * opaque.
 */
public record PageCursor(List<Long> keys) {
    private static final Pattern FORM = Pattern.compile("\\d{1,18}(,\\d{1,18})?");

    public PageCursor {
        keys = List.copyOf(keys);
    }

    public static PageCursor item(long... keys) {
        return new PageCursor(LongStream.of(keys).boxed().toList());
    }

    /**
     * JAX-RS calls this for a query parameter.
     *
     * @throws BoardException INVALID for a text that is not a cursor
     */
    public static PageCursor fromString(String text) {
        try {
            var keys = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
            if (FORM.matcher(keys).matches()) {
                return new PageCursor(
                        Arrays.stream(keys.split(",")).map(Long::valueOf).toList());
            }
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
        throw invalid();
    }

    /**
     * Returns the key of a list that is sorted by one.
     *
     * @throws BoardException INVALID if the cursor is of another order
     */
    public long key() {
        return keys(1).get(0);
    }

    /**
     * Returns the keys of a list that is sorted by several.
     *
     * @throws BoardException INVALID if the cursor is of another order, with another number of keys
     */
    public List<Long> keys(int number) {
        if (keys.size() != number) {
            throw invalid();
        }
        return keys;
    }

    /** Returns the text for a query. */
    @Override
    public String toString() {
        var text = keys.stream().map(String::valueOf).collect(Collectors.joining(","));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static BoardException invalid() {
        return BoardException.invalid(List.of(
                new BoardException.Fault("?after", "has to be taken from the Link header of a page of this list")));
    }
}
