package banyan.launcher.http;

import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.jspecify.annotations.Nullable;

/**
 * How one request is answered.
 *
 * @param blocks whether that may have to wait for something, and so needs a worker thread
 * @param answer does it
 * @param client on whose turn it is answered, if it has to wait; null for the other end of the connection
 */
public record RequestHandling(
        boolean blocks, Answering answer, @Nullable String client) {
    public RequestHandling(boolean blocks, Answering answer) {
        this(blocks, answer, null);
    }

    /** Answers now, or suspends the response and answers later. Whatever it throws becomes a 500. */
    @FunctionalInterface
    public interface Answering {
        void answer(Request request, Response response) throws Exception;
    }

    /** From memory, or by others. */
    public static RequestHandling atOnce(Answering answer) {
        return new RequestHandling(false, answer);
    }

    /** On a worker thread. */
    public static RequestHandling blocking(Answering answer) {
        return new RequestHandling(true, answer);
    }

    /** The same, for a client that another one speaks for. */
    public RequestHandling of(String client) {
        return new RequestHandling(blocks, answer, client);
    }
}
