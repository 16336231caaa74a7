package banyan.launcher.http;

import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/**
 * How one request is handled.
 *
 * @param blocks whether the responder may block, and so needs a worker thread
 * @param responder writes the response
 */
public record RequestHandling(boolean blocks, Responder responder) {
    /** Writes the response now, or suspends it and writes it later. Any exception becomes a response 500. */
    @FunctionalInterface
    public interface Responder {
        void respond(Request request, Response response) throws Exception;
    }

    /** Responds from memory, or on other threads. */
    public static RequestHandling atOnce(Responder responder) {
        return new RequestHandling(false, responder);
    }

    /** Responds on a worker thread. */
    public static RequestHandling blocking(Responder responder) {
        return new RequestHandling(true, responder);
    }
}
