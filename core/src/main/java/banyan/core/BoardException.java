package banyan.core;

/** The one way in which a request to the board fails on purpose: a kind, and a sentence for the one who asked. */
public final class BoardException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What went wrong, independent of how it travels. */
    public enum Kind {
        INVALID,
        UNAUTHENTICATED,
        FORBIDDEN,
        NOT_FOUND,
        GONE,
        CONFLICT,
        STALE,
        TOO_MANY,
        UNAVAILABLE
    }

    private final Kind kind;
    private final String detail;

    /**
     * Made where the request turns out to be impossible.
     *
     * @param kind what went wrong
     * @param detail one sentence that names what is wrong and, where there is one, what would be right
     */
    public BoardException(Kind kind, String detail) {
        super(detail);
        this.kind = kind;
        this.detail = detail;
    }

    /** There is no such thing. */
    public static BoardException notFound(String what, Object id) {
        return new BoardException(Kind.NOT_FOUND, "There is no " + what + " " + id + ".");
    }

    public Kind kind() {
        return kind;
    }

    public String detail() {
        return detail;
    }
}
