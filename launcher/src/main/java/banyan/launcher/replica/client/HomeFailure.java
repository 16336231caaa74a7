package banyan.launcher.replica.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.EOFException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The other process does not respond, or rejects a request. */
public final class HomeFailure extends Exception {
    private static final long serialVersionUID = 1;

    /** A response that cannot be read. */
    private static final int UNREADABLE = -1;

    private final int status;

    private HomeFailure(String sentence, int status, @Nullable Throwable cause) {
        super(sentence, cause);
        this.status = status;
    }

    static HomeFailure unreachable(URI address, Throwable cause) {
        return new HomeFailure("The process at " + address + " cannot be reached (" + reason(cause) + ").", 0, cause);
    }

    /** A message may be missing; that of a closed connection is the state of the HTTP client. */
    private static String reason(Throwable cause) {
        if (cause instanceof EOFException) {
            return "it has closed the connection";
        }
        var message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    static HomeFailure rejected(URI address, int status, JsonNode problem) {
        var detail = problem.path("detail").asText("status " + status);
        return new HomeFailure("The process at " + address + " rejects this: " + detail, status, null);
    }

    /** The status of the response; 0 without one, and negative if it cannot be read. */
    public int status() {
        return status;
    }

    /** Whether there was no response: the other process may have ended, or be too busy. */
    public boolean isUnreachable() {
        return status == 0;
    }

    /** The other process responded with something that this one cannot read: it lives, and may be of another release. */
    static HomeFailure unreadable(URI address, Throwable failure) {
        return new HomeFailure(
                "The process at " + address + " responds with something else than a board: " + failure.getMessage(),
                UNREADABLE,
                failure);
    }

    /** Whether the other process may respond otherwise soon: it cannot be reached, starts, or is busy. */
    public boolean isTransient() {
        return isUnreachable() || status == 429 || status == 503;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
