package banyan.launcher.http;

import banyan.core.BoardException;
import banyan.core.web.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.glassfish.grizzly.http.server.Response;

/** Writes whole responses from memory: the one place outside of Jersey that writes a failed response. */
public final class Responses {
    private static final String RETRY_AFTER = "Retry-After";

    private Responses() {}

    public static void text(Response response, String body) throws IOException {
        text(response, "text/plain", body);
    }

    /**
     * Writes a response with status 200.
     *
     * @param type of text in UTF-8
     */
    public static void text(Response response, String type, String body) throws IOException {
        write(response, 200, type, body.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes a response with status 200.
     *
     * @param body a JSON document, in UTF-8
     */
    public static void json(Response response, byte[] body) throws IOException {
        write(response, 200, "application/json", body);
    }

    /** Writes a failed response: the status of the failure, its problem document and, if a retry may help, when to retry. */
    public static void failure(Response response, BoardException failure) throws IOException {
        var problem = Problem.of(failure);
        if (failure.kind() == BoardException.Kind.UNAUTHENTICATED) {
            response.setHeader("WWW-Authenticate", "Bearer");
        }
        if (isTemporary(problem.status())) {
            response.setHeader(
                    RETRY_AFTER, String.valueOf(Math.max(1, failure.retryAfter().toSeconds())));
        }
        problem(response, problem);
    }

    public static void problem(Response response, int status, String kind, String detail) throws IOException {
        problem(response, Problem.of(status, kind, detail));
    }

    /** Writes a failed response. With 429 and 503 it has {@code Retry-After}: 1 s, unless the header is set already. */
    public static void problem(Response response, Problem problem) throws IOException {
        if (isTemporary(problem.status()) && response.getHeader(RETRY_AFTER) == null) {
            response.setHeader(RETRY_AFTER, "1");
        }
        write(response, problem.status(), Problem.MEDIA_TYPE, problem.json());
    }

    /** The response of a read-only path to any other method: 405, or the allowed methods for OPTIONS. */
    public static void readOnly(Response response, boolean optionsAsked) throws IOException {
        response.setHeader("Allow", "GET, HEAD, OPTIONS");
        if (optionsAsked) {
            write(response, 200, "text/plain", new byte[0]);
        } else {
            problem(response, 405, "method-not-allowed", "This path supports GET, HEAD, OPTIONS.");
        }
    }

    private static boolean isTemporary(int status) {
        return status == 429 || status == 503;
    }

    private static void write(Response response, int status, String type, byte[] body) throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** Ends a response that was suspended. Not of one whose connection has closed: that has been put away already. */
    public static void resume(Response response) {
        if (response.getSuspendContext() instanceof Response.SuspendedContextImpl suspended
                && suspended.markResumed()) {
            response.getRequest().getContext().resume();
        }
    }
}
