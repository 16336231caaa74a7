package banyan.launcher.http;

import org.glassfish.grizzly.http.server.Request;

/** What answers the requests that arrive at a port. */
@FunctionalInterface
public interface Endpoint {
    /** Decides how a request is answered, once. Called on a selector thread, where nothing may wait. */
    Work work(Request request);
}
