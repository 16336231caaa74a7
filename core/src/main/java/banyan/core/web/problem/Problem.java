package banyan.core.web.problem;

import banyan.core.BoardException;
import banyan.core.web.json.Json;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A problem document (RFC 9457): the body of every failed response.
 *
 * @param type {@code urn:banyan:problem:<kind>}
 * @param title the kind in words
 * @param status the HTTP status, 400-599
 * @param detail what is wrong with this request and, if possible, what would be right
 * @param instance {@code urn:uuid:} of this one failure, which a log line may repeat
 * @param errors the faults of the input, omitted if there are none
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<BoardException.Fault> errors) {
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPE = "urn:banyan:problem:";

    /**
     * Creates a problem with a new instance.
     *
     * @param kind lower-case words joined by hyphens
     */
    public static Problem of(int status, String kind, String detail) {
        return of(status, kind, detail, List.of());
    }

    /** Creates the problem for a failure. */
    public static Problem of(BoardException failure) {
        return of(status(failure.kind()), name(failure.kind()), failure.detail(), failure.faults());
    }

    /** Returns the kind that a document's type names; empty for another type. */
    public static Optional<BoardException.Kind> kind(String type) {
        return Arrays.stream(BoardException.Kind.values())
                .filter(kind -> type.equals(TYPE + name(kind)))
                .findFirst();
    }

    private static String name(BoardException.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static int status(BoardException.Kind kind) {
        return switch (kind) {
            case INVALID -> 400;
            case UNAUTHENTICATED -> 401;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case GONE -> 410;
            case STALE -> 412;
            case TOO_MANY -> 429;
            case NOT_HOME, UNAVAILABLE -> 503;
        };
    }

    private static Problem of(int status, String kind, String detail, List<BoardException.Fault> errors) {
        var title = kind.substring(0, 1).toUpperCase(Locale.ROOT)
                + kind.substring(1).replace('-', ' ');
        return new Problem(TYPE + kind, title, status, detail, "urn:uuid:" + UUID.randomUUID(), errors);
    }

    /** Returns the document in UTF-8. */
    public byte[] json() {
        try {
            return Json.MAPPER.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of strings is always JSON", e);
        }
    }
}
