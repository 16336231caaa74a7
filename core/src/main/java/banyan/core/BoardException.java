package banyan.core;

import java.time.Duration;
import java.util.List;

/** An intended failure of a request: a kind, and a sentence for the client. */
public final class BoardException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** The kind of failure, independent of the protocol. */
    public enum Kind {
        INVALID,
        UNAUTHENTICATED,
        FORBIDDEN,
        NOT_FOUND,
        GONE,
        CONFLICT,
        STALE,
        TOO_MANY,
        /** The data have moved: nothing was done, and the same request succeeds at their home. */
        NOT_HOME,
        UNAVAILABLE
    }

    private final Kind kind;
    private final String detail;
    private final transient List<Fault> faults; // these exceptions are never serialized
    private final Duration retryAfter;

    /**
     * One fault of the input.
     *
     * @param pointer its place: an RFC 6901 pointer into the JSON document, or {@code ?name} for a query parameter
     * @param detail what is wrong and what would be right
     */
    public record Fault(String pointer, String detail) {}

    /**
     * Creates a failure.
     *
     * @param kind the kind of failure
     * @param detail one sentence that says what is wrong and, if possible, what would be right
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

    /** Creates a failure for faults of the input. */
    public static BoardException invalid(List<Fault> faults) {
        var first = faults.get(0);
        return new BoardException(Kind.INVALID, first.pointer() + ": " + first.detail(), faults, Duration.ofSeconds(1));
    }

    /** Creates a failure for too many requests, in a time or in parallel. */
    public static BoardException tooMany(String detail, Duration retryAfter) {
        return new BoardException(Kind.TOO_MANY, detail, List.of(), retryAfter);
    }

    /** Creates the failure that another process reported, as if it had happened here. */
    public static BoardException relayed(Kind kind, String detail, List<Fault> faults, Duration retryAfter) {
        return new BoardException(kind, detail, faults, retryAfter);
    }

    /** Creates a failure for a missing item. */
    public static BoardException notFound(String what, Object id) {
        return new BoardException(Kind.NOT_FOUND, "There is no " + what + " " + id + ".");
    }

    public Kind kind() {
        return kind;
    }

    /** Returns whether the failure is expected to pass without a change of the program: NOT_HOME and UNAVAILABLE. */
    public boolean isTransient() {
        return kind == Kind.NOT_HOME || kind == Kind.UNAVAILABLE;
    }

    public String detail() {
        return detail;
    }

    /** Returns the faults of the input; empty if the fields were not checked. */
    public List<Fault> faults() {
        return faults;
    }

    /** Returns when to retry a transient failure: TOO_MANY, NOT_HOME or UNAVAILABLE. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
