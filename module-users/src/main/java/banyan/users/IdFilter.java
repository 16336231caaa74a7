package banyan.users;

import banyan.core.BoardException;
import java.util.List;
import java.util.regex.Pattern;

/** The ids that a client requests with {@code ?id=1&id=2}. */
record IdFilter(List<Long> values) {
    static final int MAX_IDS = 100;
    static final String DIGITS = "^[1-9][0-9]{0,17}$";

    private static final Pattern FORM = Pattern.compile(DIGITS);

    IdFilter {
        values = List.copyOf(values);
    }

    /**
     * Parses the query parameters.
     *
     * @throws BoardException INVALID if there are too many or one is not an id
     */
    static IdFilter of(List<String> texts) {
        if (texts.size() > MAX_IDS) {
            throw fault("may occur at most " + MAX_IDS + " times");
        }
        if (!texts.stream().allMatch(text -> FORM.matcher(text).matches())) {
            throw fault("has to be a whole number from 1");
        }
        return new IdFilter(texts.stream().map(Long::valueOf).toList());
    }

    private static BoardException fault(String detail) {
        return BoardException.invalid(List.of(new BoardException.Fault("?id", detail)));
    }
}
