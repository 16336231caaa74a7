package banyan.core.web;

import banyan.core.BoardException;

/** The id of an item as it stands in a path: a whole number from 1, in its only decimal form. */
public record Id(long value) {
    private static final int DIGITS = 18;

    /**
     * Called by JAX-RS for a path parameter.
     *
     * @throws BoardException NOT_FOUND for anything that cannot be an id, as nothing has it
     */
    public static Id fromString(String text) {
        if (text.length() > DIGITS || !text.matches("[1-9][0-9]*")) {
            throw new BoardException(
                    BoardException.Kind.NOT_FOUND,
                    "There is nothing with this id: an id is a whole number from 1, written in digits.");
        }
        return new Id(Long.parseLong(text));
    }
}
