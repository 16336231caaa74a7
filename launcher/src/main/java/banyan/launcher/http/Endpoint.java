package banyan.launcher.http;

import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.server.Request;

/** What answers the requests that arrive at a port. */
@FunctionalInterface
public interface Endpoint {
    /** Decides how a request is answered, once. Called on a selector thread, where nothing may wait. */
    RequestHandling work(Request request);

    /**
     * Whether the worker that answers reads the body as it arrives, however long it is, and waits for it up to 10 s at a
     * time. Any other body is 64 KiB at most, and here before a worker has to do with it. Called on a selector thread.
     */
    default boolean readsBody(HttpRequestPacket head) {
        return false;
    }
}
