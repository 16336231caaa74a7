package banyan.users;

import banyan.core.BoardException;
import java.util.List;
import java.util.regex.Pattern;

/** Which users are asked for by {@code ?id=1&id=2}. */
record Ids(List<Long> values) {
    static final int MOST = 100;
    static final String DIGITS = "^[1-9][0-9]{0,17}$";

    private static final Pattern FORM = Pattern.compile(DIGITS);

    Ids {
        values = List.copyOf(values);
    }

    /**
     * @throws BoardException INVALID for anything else than so many ids
     */
    static Ids of(List<String> texts) {
        if (texts.size() > MOST) {
            throw fault("may be given " + MOST + " times at most");
        }
        if (!texts.stream().allMatch(text -> FORM.matcher(text).matches())) {
            throw fault("has to be a whole number from 1");
        }
        return new Ids(texts.stream().map(Long::valueOf).toList());
    }

    private static BoardException fault(String detail) {
        return BoardException.invalid(List.of(new BoardException.Fault("?id", detail)));
    }
}
