package banyan.core.web.params;

import banyan.core.BoardException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Where a page begins: after the item with these keys. Clients take it from the link to the next page, and need not
 * understand it.
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
     * Called by JAX-RS for a query parameter.
     *
     * @throws BoardException INVALID for anything that no page ended with
     */
    public static PageCursor fromString(String text) {
        try {
            var keys = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
            if (FORM.matcher(keys).matches()) {
                return new PageCursor(
                        Arrays.stream(keys.split(",")).map(Long::valueOf).toList());
            }
        } catch (IllegalArgumentException e) {
            throw strange();
        }
        throw strange();
    }

    /**
     * The only key of a list that is ordered by one.
     *
     * @throws BoardException INVALID if it was made for another order
     */
    public long key() {
        return keys(1).get(0);
    }

    /**
     * The keys of a list that is ordered by several.
     *
     * @throws BoardException INVALID if it was made for another order, with another number of keys
     */
    public List<Long> keys(int number) {
        if (keys.size() != number) {
            throw strange();
        }
        return keys;
    }

    /** As it stands in a query. */
    @Override
    public String toString() {
        var text = keys.stream().map(String::valueOf).collect(Collectors.joining(","));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static BoardException strange() {
        return BoardException.invalid(List.of(
                new BoardException.Fault("?after", "has to be taken from the Link header of a page of this list")));
    }
}
