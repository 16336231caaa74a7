package banyan.launcher.http;

import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/**
 * How one request is answered.
 *
 * @param blocks whether that may have to wait for something, and so needs a worker thread
 * @param answer does it
 */
public record Work(boolean blocks, Answering answer) {
    /** Answers now, or suspends the response and answers later. Whatever it throws becomes a 500. */
    @FunctionalInterface
    public interface Answering {
        void answer(Request request, Response response) throws Exception;
    }

    /** From memory, or by others. */
    public static Work atOnce(Answering answer) {
        return new Work(false, answer);
    }

    /** On a worker thread. */
    public static Work blocking(Answering answer) {
        return new Work(true, answer);
    }
}
