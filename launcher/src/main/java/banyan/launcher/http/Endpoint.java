package banyan.launcher.http;

import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.server.Request;

/** Handles the requests that arrive at a port. */
@FunctionalInterface
public interface Endpoint {
    /** Decides once how a request is handled. Called on a selector thread, which must not block. */
    RequestHandling handle(Request request);

    /**
     * Whether a worker reads the body as it arrives, however long it is, and waits up to 10 s for its next part. Any other
     * body has 64 KiB at most, and has arrived before a worker handles the request. Called on a selector thread.
     */
    default boolean readsBody(HttpRequestPacket head) {
        return false;
    }
}
