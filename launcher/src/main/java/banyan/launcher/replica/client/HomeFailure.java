package banyan.launcher.replica.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The other process does not respond, or rejects a request. */
public final class HomeFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;

    private HomeFailure(String sentence, int status, @Nullable Throwable cause) {
        super(sentence, cause);
        this.status = status;
    }

    static HomeFailure unreachable(URI address, Throwable cause) {
        var reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new HomeFailure("The process at " + address + " cannot be reached (" + reason + ").", 0, cause);
    }

    static HomeFailure rejected(URI address, int status, JsonNode problem) {
        var detail = problem.path("detail").asText("status " + status);
        return new HomeFailure("The process at " + address + " rejects this: " + detail, status, null);
    }

    /** The status of the response; 0 without one. */
    public int status() {
        return status;
    }

    public boolean isUnreachable() {
        return status == 0;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
