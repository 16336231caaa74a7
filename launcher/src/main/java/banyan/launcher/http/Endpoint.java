package banyan.launcher.http;

import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/** What answers the requests that arrive at a port. */
public interface Endpoint {
    /** Whether the answer may have to wait for something, and so needs a worker thread. Called on a selector thread. */
    boolean blocks(Request request);

    /** Answers. Whatever it throws becomes a 500. */
    void answer(Request request, Response response) throws Exception;
}
