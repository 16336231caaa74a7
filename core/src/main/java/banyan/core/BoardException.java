package banyan.core;

import java.time.Duration;
import java.util.List;

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
    private final transient List<Fault> faults; // exceptions of the board stay in this process
    private final Duration retryAfter;

    /**
     * One fault of the input.
     *
     * @param pointer where it is: an RFC 6901 pointer into the JSON document, or {@code ?name} for a query parameter
     * @param detail what is wrong and what would be right
     */
    public record Fault(String pointer, String detail) {}

    /**
     * Made where the request turns out to be impossible.
     *
     * @param kind what went wrong
     * @param detail one sentence that names what is wrong and, where there is one, what would be right
     */
    public BoardException(Kind kind, String detail) {
        this(kind, detail, List.of(), Duration.ofSeconds(1));
    }

    private BoardException(Kind kind, String detail, List<Fault> faults, Duration retryAfter) {
        super(detail);
        this.kind = kind;
        this.detail = detail;
        this.faults = List.copyOf(faults);
        this.retryAfter = retryAfter;
    }

    /** The input has these faults. */
    public static BoardException invalid(List<Fault> faults) {
        var first = faults.get(0);
        return new BoardException(Kind.INVALID, first.pointer() + ": " + first.detail(), faults, Duration.ofSeconds(1));
    }

    /** Asked too often, or by too many at once. */
    public static BoardException tooMany(String detail, Duration retryAfter) {
        return new BoardException(Kind.TOO_MANY, detail, List.of(), retryAfter);
    }

    /** What another process failed with, as if it had failed here. */
    public static BoardException passedOn(Kind kind, String detail, List<Fault> faults, Duration retryAfter) {
        return new BoardException(kind, detail, faults, retryAfter);
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

    /** The faults of the input, if it has been looked at field by field. */
    public List<Fault> faults() {
        return faults;
    }

    /** When it may be tried again, for what passes by itself: TOO_MANY and UNAVAILABLE. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
