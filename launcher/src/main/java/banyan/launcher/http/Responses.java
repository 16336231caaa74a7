package banyan.launcher.http;

import banyan.core.web.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.glassfish.grizzly.http.server.Response;

/** Writes whole answers from memory. */
public final class Responses {
    private Responses() {}

    public static void text(Response response, String body) throws IOException {
        text(response, "text/plain", body);
    }

    /**
     * Answers 200.
     *
     * @param type of text in UTF-8
     */
    public static void text(Response response, String type, String body) throws IOException {
        write(response, 200, type, body.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Answers 200.
     *
     * @param body a JSON document, in UTF-8
     */
    public static void json(Response response, byte[] body) throws IOException {
        write(response, 200, "application/json", body);
    }

    public static void problem(Response response, int status, String kind, String detail) throws IOException {
        problem(response, Problem.of(status, kind, detail));
    }

    public static void problem(Response response, Problem problem) throws IOException {
        write(response, problem.status(), Problem.MEDIA_TYPE, problem.json());
    }

    /** For a path that only gives: 405, or what it takes. */
    public static void readOnly(Response response, boolean optionsAsked) throws IOException {
        response.setHeader("Allow", "GET, HEAD, OPTIONS");
        if (optionsAsked) {
            write(response, 200, "text/plain", new byte[0]);
        } else {
            problem(response, 405, "method-not-allowed", "This path takes GET, HEAD, OPTIONS.");
        }
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
